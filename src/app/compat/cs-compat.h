/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What differs between the GTK and libadwaita of Debian 12 and those of Debian 13, or is about to: the only place for it. */

/**
 * cs_compat_get_colour:
 *
 * The colour in which @widget's text is drawn, for own drawing.
 */
void   cs_compat_get_colour        (GtkWidget           *widget,
                                    GdkRGBA             *colour);

/**
 * cs_compat_add_styles:
 * @resource: path of a style sheet in the program
 */
void   cs_compat_add_styles        (const char          *resource);

/**
 * cs_compat_name_menus:
 *
 * Gives the items of all menus that will be shown their names for screen readers: those of GTK 4.18 are named by a label
 * that has none.
 */
void   cs_compat_name_menus        (void);

/**
 * cs_compat_show_about:
 */
void   cs_compat_show_about        (GtkWindow           *parent);

/**
 * cs_compat_open_address:
 * @address: of a web page
 *
 * Shows it in the person's browser.
 */
void   cs_compat_open_address      (GtkWidget           *widget,
                                    const char          *address);

/**
 * cs_compat_set_empty_words:
 * @words: what @drop_down shows while nothing is chosen in it, in place of GTK's “(None)”
 */
void   cs_compat_set_empty_words   (GtkDropDown         *drop_down,
                                    const char          *words);

/**
 * cs_compat_confirm:
 * @action: label of the button that does it
 * @destructive: whether something is lost by it
 *
 * Asks before loss; @callback is called only if the person says yes, with @user_data, if @widget still lives then.
 */
void   cs_compat_confirm           (GtkWidget           *widget,
                                    const char          *heading,
                                    const char          *body,
                                    const char          *action,
                                    gboolean             destructive,
                                    GCallback            callback,
                                    gpointer             user_data);

/**
 * CsCompatAnswer:
 *
 * What the person wants done with changes that are not saved.
 */
typedef enum
{
  CS_COMPAT_KEEP_EDITING,
  CS_COMPAT_DISCARD,
  CS_COMPAT_SAVE,
} CsCompatAnswer;

/**
 * cs_compat_ask_save_async:
 * @may_save: whether saving is offered too
 *
 * Asks what becomes of the changes in @widget. Whatever closes the question otherwise is %CS_COMPAT_KEEP_EDITING.
 */
void           cs_compat_ask_save_async  (GtkWidget           *widget,
                                          const char          *heading,
                                          const char          *body,
                                          gboolean             may_save,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
CsCompatAnswer cs_compat_ask_save_finish (GAsyncResult        *result);

/**
 * cs_compat_choose_files_async:
 * @filter: (nullable): what to show
 * @several: whether more than one may be chosen
 *
 * Lets the person choose files, through the portal where there is one.
 */
void        cs_compat_choose_files_async  (GtkWidget            *widget,
                                           const char           *title,
                                           GtkFileFilter        *filter,
                                           gboolean              several,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);

/**
 * cs_compat_choose_folder_async:
 *
 * Lets the person choose one folder, or make one.
 */
void        cs_compat_choose_folder_async (GtkWidget            *widget,
                                           const char           *title,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);

/**
 * cs_compat_choose_new_file_async:
 * @name: proposed, without a folder
 *
 * Lets the person say where a new file goes; asks before an old one is replaced.
 */
void        cs_compat_choose_new_file_async (GtkWidget           *widget,
                                             const char          *title,
                                             const char          *name,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);

/**
 * cs_compat_choose_files_finish:
 *
 * Returns: (transfer full) (element-type GFile): the files, or the one folder or new file, or %NULL with
 *   %G_IO_ERROR_CANCELLED if none was chosen
 */
GListModel *cs_compat_choose_files_finish (GAsyncResult         *result,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_compat_choose_path_finish:
 *
 * The same for one file or folder.
 *
 * Returns: (transfer full): its path, or %NULL; %G_IO_ERROR_READ_ONLY if it is not on this computer
 */
char       *cs_compat_choose_path_finish  (GAsyncResult         *result,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsUnsaved:
 *
 * What may hold changes that the office does not have yet, and would lose them with its page: before a page is left, and before the
 * window is closed or somebody else takes the seat, the person is asked.
 */
#define CS_TYPE_UNSAVED (cs_unsaved_get_type ())
G_DECLARE_INTERFACE (CsUnsaved, cs_unsaved, CS, UNSAVED, GtkWidget)

/**
 * CsUnsavedInterface:
 * @is_changed: whether anything would be lost
 * @describe: (transfer full): what is changed, as a sentence; @problem: (out) (transfer none) (nullable): why it cannot be saved as it
 *   is, as a sentence
 * @save: saves it, tells the person if that fails, and calls cs_unsaved_saved() in either case
 * @discard: goes back to what the office has
 */
struct _CsUnsavedInterface
{
  GTypeInterface parent_iface;

  gboolean (*is_changed) (CsUnsaved   *self);
  char    *(*describe)   (CsUnsaved   *self,
                          const char **problem);
  void     (*save)       (CsUnsaved   *self);
  void     (*discard)    (CsUnsaved   *self);
};

/**
 * cs_unsaved_saved:
 * @done: whether it was saved
 *
 * For those that implement it, whenever saving has ended, whoever began it.
 */
void       cs_unsaved_saved      (CsUnsaved           *self,
                                  gboolean             done);

/**
 * cs_unsaved_find:
 *
 * Returns: (transfer none) (nullable): the first that is changed among @widget and what is in it
 */
CsUnsaved *cs_unsaved_find       (GtkWidget           *widget);

/**
 * cs_unsaved_settle_async:
 *
 * Asks about everything that is changed in @widget, one after another, and saves or discards it.
 */
void       cs_unsaved_settle_async  (GtkWidget           *widget,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);

/**
 * cs_unsaved_settle_finish:
 *
 * Returns: (transfer full) (nullable): what the person goes on editing, or what could not be saved; %NULL if nothing is left
 */
GtkWidget *cs_unsaved_settle_finish (GtkWidget           *widget,
                                     GAsyncResult        *result) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_unsaved_leave:
 *
 * Closes the page that @widget is ("page.close") when nothing is left to lose.
 */
void       cs_unsaved_leave         (GtkWidget           *widget);

G_END_DECLS

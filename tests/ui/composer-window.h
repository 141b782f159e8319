/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "composer-office.h"
#include "cs-composer-page-private.h"

G_BEGIN_DECLS

/* The composer in a window, on a real office. COMPOSER_SHOTS=FOLDER keeps pictures of scenes, COMPOSER_SIZE=720x800 makes the window that large,
 * COMPOSER_LANGUAGE=zh makes the office Chinese. */

typedef struct
{
  ComposerOffice *office;
  GtkWidget      *window;
  CsComposerPage *page;
} ComposerWindow;

/* Adwaita, the program's own styles and translations. */
void           composer_window_begin     (int              *argc,
                                          char           ***argv);

/* For g_test_add(): a new post. */
void           composer_window_set_up    (ComposerWindow   *self,
                                          gconstpointer     data);
void           composer_window_tear_down (ComposerWindow   *self,
                                          gconstpointer     data);
void           composer_window_open      (ComposerWindow   *self,
                                          gint64            post);
void           composer_window_close     (ComposerWindow   *self);
void           composer_window_keep_picture (const char     *name);
CsSegmentCard *composer_window_get_card  (ComposerWindow   *self,
                                          guint             part);

/* Puts @text into the part's text where the cursor is. */
void           composer_window_type      (ComposerWindow   *self,
                                          guint             part,
                                          const char       *text);
CsContent     *composer_window_get_content (ComposerWindow *self);

/* Texts of the main thread with bars between them. */
char          *composer_window_dup_texts (ComposerWindow   *self) G_GNUC_WARN_UNUSED_RESULT;

/* What the office has of the post that is open. */
CsContent     *composer_window_dup_stored (ComposerWindow  *self) G_GNUC_WARN_UNUSED_RESULT;

/* The first mapped label below @widget that begins with @text; NULL if none. */
GtkWidget     *composer_window_find_label (GtkWidget       *widget,
                                           const char      *text);

/* The first button below @widget with a label that begins with @label; NULL if none. */
GtkWidget     *composer_window_find_button (GtkWidget      *widget,
                                            const char     *label);
void           composer_window_wait_saved (ComposerWindow  *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-comments-view.h"
#include "cs-decision-bar.h"
#include "cs-line-reader.h"
#include "cs-sheet-seen.h"
#include "cs-sheet-view.h"
#include "cs-tick-list.h"

G_BEGIN_DECLS

struct _CsSheetView
{
  AdwBin        parent_instance;
  CsSession    *session;
  GCancellable *cancellable;
  gint64        post;
  JsonObject   *reply;    /* the last answer, only to see whether a new one says something else */
  CsSheetInfo  *sheet;    /* what is shown; NULL until loaded */
  CsSheetInfo  *decided;  /* what was shown when the person decided; NULL before */
  gboolean      loading;
  gboolean      again;    /* the office changed while loading */
  gboolean      acting;   /* an act is on its way */

  GtkWidget    *stack;
  GtkWidget    *scroller;
  GtkWidget    *viewport;
  GtkWidget    *picture_page; /* pictures large, in place of the sheet */
  GtkWidget    *pictures;
  GtkWidget    *picture_viewport;
  GtkWidget    *missing;
  CsDecisionBar *bar;
  GtkWidget    *left;     /* CsSheetPost */
  GtkWidget    *right;    /* CsSheetFacts */
  GtkWidget    *reader;   /* CsLineReader */
  CsSheetSeen  *seen;
  gboolean      claimed;  /* it was said once that the person is on it, or that he is not */
  gint64        taking_back; /* the decision that the open panel asks about */
  char         *principal; /* in whose name he decided last, or NULL */
  char         *to_stage;  /* title of the stage to which he returned it, or NULL */
};

/* In cs-sheet-view.c: */
void cs_sheet_view_load             (CsSheetView      *self);
void cs_sheet_view_take_reply       (CsSheetView      *self,
                                     JsonObject       *reply);
void cs_sheet_view_show_pictures    (CsSheetView      *self,
                                     gboolean          show);

void cs_sheet_view_scroll_to        (CsSheetView      *self,
                                     GtkWidget        *widget,
                                     double            y);

/* In cs-sheet-view-ready.c: what has to be done before one may approve */
void cs_sheet_view_ready_init       (CsSheetView      *self);
void cs_sheet_view_ready_update     (CsSheetView      *self);
void cs_sheet_view_ready_restart    (CsSheetView      *self);
gboolean cs_sheet_view_is_ready     (CsSheetView      *self);
void cs_sheet_view_ready_go_on      (CsSheetView      *self);

void cs_sheet_view_show_lines       (CsSheetView      *self,
                                     gboolean          show);

/* In cs-sheet-view-deciding.c: */
void cs_sheet_view_set_acting       (CsSheetView      *self,
                                     gboolean          acting);
void cs_sheet_view_show_refusal     (CsSheetView      *self,
                                     const GError     *error);
void cs_sheet_view_begin_acting     (CsSheetView      *self);
void cs_sheet_view_deciding_install (GtkWidgetClass   *widget_class);

/* In cs-sheet-view-comments.c: */
void cs_sheet_view_show_marks       (CsSheetView      *self);
void cs_sheet_view_connect_comments (CsSheetView      *self);
void cs_sheet_view_comments_install (GtkWidgetClass   *widget_class);

/* In cs-sheet-view-actions.c: */
void cs_sheet_view_install_actions  (GtkWidgetClass   *widget_class);
void cs_sheet_view_act              (CsSheetView      *self,
                                     const char       *operation,
                                     JsonObject       *arguments);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-decision-bar.h"
#include "cs-sheet-seen.h"
#include "cs-sheet-view.h"

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
  CsSheetSeen  *seen;
};

/* In cs-sheet-view.c: */
void cs_sheet_view_load             (CsSheetView      *self);
void cs_sheet_view_take_reply       (CsSheetView      *self,
                                     JsonObject       *reply);
void cs_sheet_view_show_pictures    (CsSheetView      *self,
                                     gboolean          show);

/* In cs-sheet-view-ready.c: what has to be done before one may approve */
void cs_sheet_view_ready_init       (CsSheetView      *self);
void cs_sheet_view_ready_update     (CsSheetView      *self);
void cs_sheet_view_ready_restart    (CsSheetView      *self);
gboolean cs_sheet_view_is_ready     (CsSheetView      *self);
void cs_sheet_view_ready_go_on      (CsSheetView      *self);

/* In cs-sheet-view-actions.c: */
void cs_sheet_view_install_actions  (GtkWidgetClass   *widget_class);

G_END_DECLS

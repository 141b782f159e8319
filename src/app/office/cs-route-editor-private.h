/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-choice.h"
#include "cs-route-editor.h"
#include "cs-route-view.h"
#include "cs-side-layout.h"
#include "cs-stage-form.h"
#include "cs-unsaved.h"

G_BEGIN_DECLS

struct _CsRouteEditor
{
  AdwBin parent_instance;

  CsOfficeData  *data;
  GCancellable  *cancellable;
  CsRoute       *route;       /* as it stands in the editor */
  guint          version;     /* the office has, 0 = it is a new one */
  char          *saved;       /* cs_route_stamp() of what the office has, or of what a new one begins with */
  char          *saving;      /* the same of what is on its way to the office */
  guint          selected;    /* stage, from 0 */
  gboolean       editable;
  gboolean       busy;        /* being saved */

  GtkWidget     *subpage;
  GtkWidget     *save;
  GtkWidget     *try_button;
  GtkWidget     *trouble;
  GtkWidget     *uses;        /* which posts keep which version; NULL for a new route */
  GtkWidget     *name;        /* NULL where the route has its name */
  GtkWidget     *drawing_button;
  CsSideLayout  *layout;
  CsRouteView   *view;
  CsStageForm   *form;

  /* Trying it: cs-route-trial.c */
  GtkWidget     *trial;       /* revealer */
  CsChoice      *trial_section;
  CsChoice      *trial_author;
  GtkWidget     *trial_result;
  GCancellable  *trial_cancellable;
  guint          trial_id;    /* timeout source until the route is tried again */
};

/* cs-route-editor-stages.c */
void cs_route_editor_install_stages (GtkWidgetClass     *widget_class);
void cs_route_editor_watch_view     (CsRouteEditor      *self);
void cs_route_editor_show_route     (CsRouteEditor      *self);
void cs_route_editor_show_stage     (CsRouteEditor      *self);
gboolean cs_route_editor_has_focus  (CsRouteEditor      *self,
                                     GtkWidget          *part);

/* cs-route-editor-saving.c */
void cs_route_editor_init_unsaved   (CsUnsavedInterface *iface);
void cs_route_editor_install_saving (GtkWidgetClass     *widget_class);
void cs_route_editor_notice_version (CsRouteEditor      *self);
void cs_route_editor_ask_for_uses   (CsRouteEditor      *self);
/* What is wrong with the route itself, on the stage where it is. */
void cs_route_editor_show_fault     (CsRouteEditor      *self);

/* cs-route-trial.c */
GtkWidget *cs_route_editor_make_trial (CsRouteEditor *self);
void       cs_route_editor_try        (CsRouteEditor *self);
void       cs_route_editor_stop_trial (CsRouteEditor *self);

G_END_DECLS

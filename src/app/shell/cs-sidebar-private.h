/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-sidebar.h"

G_BEGIN_DECLS

struct _CsSidebar
{
  AdwBin parent_instance;

  CsDeskWatch  *watch; /* NULL while nobody is signed in */
  GCancellable *cancellable;
  GPtrArray    *people; /* of CsPersonInfo: in the seat chooser, a row each */
  gboolean      narrow;

  GtkLabel  *office_name;
  GtkWidget *menu_button;
  GtkWidget *person_button;
  GtkWidget *person_popover;
  GtkWidget *seats_title;
  GtkWidget *seats_scroll;
  GtkWidget *seats;
  GtkWidget *account_button;
  GtkWidget *sign_out_button;
  GtkWidget *avatar;
  GtkWidget *person_text;
  GtkWidget *person_arrow;
  GtkLabel  *person_name;
  GtkLabel  *person_role;
  GtkLabel  *acting_for;
  GtkWidget *places;
  GtkWidget *queue_button;
  GtkWidget *queue_icon;
  GtkLabel  *queue_label;
};

/* cs-sidebar-seats.c: who else can sit here, in a practice office */
void cs_sidebar_bind_seats    (GtkWidgetClass *widget_class);
void cs_sidebar_ask_seats     (CsSidebar      *self);
void cs_sidebar_mark_own_seat (CsSidebar      *self);

G_END_DECLS

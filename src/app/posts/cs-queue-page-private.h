/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-emergency-client.h"
#include "cs-queue-client.h"
#include "cs-queue-page.h"

G_BEGIN_DECLS

/* Only for the files cs-queue-page*.c. */

typedef enum
{
  GROUP_TROUBLE,
  GROUP_FROZEN, /* what only the freeze keeps back */
  GROUP_HELD,
  GROUP_SENDING,
  GROUP_NEXT,
  GROUP_SENT,   /* today */
  N_GROUPS,
} Group;

struct _CsQueuePage
{
  AdwBin parent_instance;

  CsSession    *session;
  GCancellable *cancellable; /* of the questions of this generation */
  guint         generation;
  guint         n_open;      /* questions under way */
  gboolean      wants_focus; /* when they are answered */
  GPtrArray    *found[N_GROUPS]; /* of CsQueueEntry, of this generation */
  GPtrArray    *shown[N_GROUPS]; /* the same of the generation that is on the screen */
  gboolean      more[N_GROUPS];
  guint         n_wanted[N_GROUPS]; /* how many are shown of each */
  CsFreezeInfo *freeze;      /* NULL = the queue runs */
  CsHeldInfo   *on_its_way;  /* with @freeze */

  GtkStack     *stack;
  GtkLabel     *sentence;
  GtkWidget    *notes;
  GtkWidget    *hold;        /* NULL for those who may not */
  GtkWidget    *groups[N_GROUPS];
};

/* cs-queue-page-actions.c: what is done about single posts and pieces */
void cs_queue_page_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS

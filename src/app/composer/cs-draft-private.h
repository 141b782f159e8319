/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-draft.h"

G_BEGIN_DECLS

struct _CsDraft
{
  GObject        parent_instance;

  CsSession     *session;
  CsOffice      *office;
  gint64         me;           /* whose typing it is */
  gint64         post;         /* 0 = not in the office yet */
  gint64         version;      /* of the working copy in the office that we know */
  CsContent     *content;      /* newest; owned */
  CsContent     *base;         /* as the office had it when we last agreed with it, or NULL; owned */
  CsRelease      release;
  gint64         release_at;   /* UTC microseconds, 0 = not set */
  char          *zone;         /* owned, never NULL */
  CsSheetInfo   *sheet;        /* as last told, or NULL; owned */

  CsDraftState   state;
  GError        *error;        /* of the last load or save that failed */
  guint64        serial;       /* counts changes */
  guint64        saved_serial; /* up to which the office has them */
  gint64         saved_at;     /* UTC microseconds */
  gint64         dirty_since;  /* monotonic, 0 = clean */
  gboolean       saving;
  gboolean       closed;
  guint          save_source;
  guint          recovery_source;
  guint          retry_seconds;
  GPtrArray     *waiting;      /* of GTask: flushes */

  CsRecovery    *recovery;
  CsDraftChoice  choice;
  CsTyping      *other;        /* the one not shown; owned */
  gint64         other_version;
  char          *other_who;    /* owned */
};

/* cs-draft.c */
void cs_draft_set_state       (CsDraft      *self,
                               CsDraftState  state,
                               GError       *error);
void cs_draft_take_sheet      (CsDraft      *self,
                               CsSheetInfo  *sheet);
void cs_draft_show_typing     (CsDraft      *self,
                               CsTyping     *typing);
CsTyping *cs_draft_dup_typing (CsDraft      *self);
CsTyping *cs_draft_read_typing (const CsSheetInfo *sheet);

/* cs-draft-saving.c */
void cs_draft_schedule_save   (CsDraft      *self);
void cs_draft_save_now        (CsDraft      *self);
gboolean cs_draft_is_dirty    (CsDraft      *self);
void cs_draft_answer_flushes  (CsDraft      *self,
                               const GError *error);

G_END_DECLS

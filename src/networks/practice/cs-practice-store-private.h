/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-practice-store.h"

G_BEGIN_DECLS

/* Only for cs-practice-store.c and cs-practice-events.c. */

struct _CsPracticeStore
{
  char       *folder;
  int         fd;       /* of events.jsonl, at its end */
  gint64      last_id;
  GPtrArray  *accounts; /* of CsPracticeAccount; owned, as all below */
  GHashTable *tokens;   /* text -> CsPracticeToken */
  GHashTable *apps;     /* client id -> CsPracticeApp */
  GHashTable *media;    /* id -> CsPracticeMedia */
  GPtrArray  *statuses; /* of CsPracticeStatus, oldest first */
  GHashTable *by_id;    /* id -> CsPracticeStatus; lent */
  GHashTable *by_key;   /* "account key" -> CsPracticeStatus; lent */
};

/* Makes the empty tables. */
void      cs_practice_store_init  (CsPracticeStore  *store);

/* Changes memory as the event says. Returns what it added, lent, or NULL where it added nothing. */
gpointer  cs_practice_store_apply (CsPracticeStore  *store,
                                   JsonObject       *event);

/* "account key": by which a post is found again */
char     *cs_practice_make_key    (const char       *account,
                                   const char       *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-local-office.h"
#include "cs-practice-data.h"

G_BEGIN_DECLS

/* Only for cs-practice-office.c, which plays the office's life, and cs-practice-post.c, which makes what is said in it. */

/**
 * CsPlay:
 *
 * A practice office that is being made.
 */
typedef struct
{
  CsLocalOffice           *office;  /* lent */
  const CsPracticeContent *content; /* lent */
  gint64                   end;     /* the real now */
  gint64                   now;     /* the clock */
  gint64                   release_at; /* of the post being played; 0 = at once */
  gint64                   account;
  gint64                   second_account; /* for readers of another language */
  GHashTable              *people;  /* login to gint64 in a pointer; owned */
} CsPlay;


/* Calls @operation; takes @arguments. */
JsonObject *cs_play_call      (CsPlay               *play,
                               const char           *operation,
                               JsonObject           *arguments,
                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    cs_play_act       (CsPlay               *play,
                               const char           *operation,
                               JsonObject           *arguments,
                               GError              **error);

/* The office's house style, from its content */
gboolean    cs_play_set_style (CsPlay               *play,
                               GError              **error);

/* What @post says, with its pictures, charts, posters, translation and poll taken in by whoever is signed in: (transfer full) */
CsContent  *cs_play_compose   (CsPlay               *play,
                               const CsPracticePost *post,
                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

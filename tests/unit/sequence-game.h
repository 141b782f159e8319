/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chain-rows.h"
#include "cs-outbox-private.h"
#include "office-fixture.h"

G_BEGIN_DECLS

/* An office in which random people do random things: what the sequences of test-office-sequences.c are played with, and what holds after each act. */

#define GAME_LOGINS 12
extern const char * const game_logins[GAME_LOGINS];

/* By which they are found where who does it matters */
enum { GAME_DRAFTER = 0, GAME_LEADER = 4, GAME_DUTY = 6, GAME_ADMINISTRATOR = 11 };

typedef struct
{
  OfficeFixture office;
  CsDb         *db;     /* reads only; owned */
  CsStore      *store;  /* a second publisher's; owned */
  gint64        people[GAME_LOGINS];
  gint64        positions[2];
  GString      *log;    /* of the post at hand; owned */
  guint         n_calls;
  guint         n_replayed;

  /* The post at hand, as it is in the database now; owned */
  gint64        id;
  CsPostRow    *post;
  CsChainRows  *rows;
} Game;

/* With a random route. */
void     game_set_up     (Game       *game);
void     game_tear_down  (Game       *game);
guint    game_pick       (guint       n);
guint    game_find_login (Game       *game,
                          gint64      person);
void     game_note       (Game       *game,
                          const char *format,
                          ...) G_GNUC_PRINTF (2, 3);

/* As one of game_logins; @arguments are taken. What is not refused by a rule is a mistake. @code: (out) (optional): 0 if it was done */
gboolean game_call       (Game       *game,
                          guint       who,
                          const char *operation,
                          JsonObject *arguments,
                          int        *code);

/* Reads the post at hand anew. */
void     game_look       (Game       *game);

/* The same; and what the code says of it is what the oracle says, and it is not out without a full chain. */
void     game_check      (Game       *game);

/* The whole office holds, and every post stands where its journal leads. */
void     game_prove      (Game       *game);

G_END_DECLS

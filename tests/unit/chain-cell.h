/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chain-oracle.h"

G_BEGIN_DECLS

/* One cell of the table of test-chain-table.c: who, when, after what; and what comes of an act there. */

/* The office. All of section 1 but where it says so. */
enum
{
  AUTHOR = 1, /* drafter, who wrote the post */
  ANNA,       /* reviewer, approved at stage 1 */
  BEN,        /* leader, approved at stage 1 */
  CARL,       /* reviewer */
  DORA,       /* leader, who is away in some cells */
  EMIL,       /* leader, for whom Dora signs in some */
  FRANK,      /* responder: decides on nothing */
  GINA,       /* duty editor: to her stage 2 escalates */
  HE,         /* the one whom the cell is about */
  N_PEOPLE = HE
};

typedef struct
{
  const char *name;
  CsRoles     roles;
  gint64      section; /* 0 = whole office */
  gboolean    retired;
  gboolean    unknown; /* in no list */
} Kind;

#define CELL_KINDS 12
#define CELL_QUORUMS 4

/* In whose name he acts, and what that person gave him */
typedef enum
{
  FOR_HIMSELF,
  IN_SCOPE,     /* Dora, who gave him everything */
  OTHER_LABELS, /* Dora, for posts of policy, which this is not */
  OTHER_ACCOUNTS,
  ENDED,
  TO_COME,
  CHAINED,      /* Emil, who gave it to Dora, who gave hers to him */
  CONTRIBUTOR,  /* Dora, who wrote part of it */
  POWERLESS,    /* Frank, who could not decide himself */
  NOTHING,      /* Dora, who gave him nothing */
  N_DELEGATIONS
} Delegation;

/* What was approved before. Anna and Ben approved at stage 1 but where it says so. */
typedef enum
{
  NOBODY,
  CARL_ONLY,   /* and Carl at stage 2 */
  ALL_BUT_HIM, /* and Carl, Dora and Emil at stage 2 */
  HIMSELF,     /* and he at stage 2 */
  EARLIER,     /* he instead of Anna at stage 1 */
  IN_HIS_NAME, /* and Gina at stage 2, for him */
  TWICE,       /* and Gina at stage 2, for him, and he at stage 3, for Emil: his name twice, only the first counts */
  SIGNED,      /* and Carl and Dora at stage 2, Emil at stage 3 */
  N_RECORDS
} Record;

typedef enum
{
  SUBMIT,           /* other words */
  SUBMIT_UNCHANGED,
  APPROVE,
  RETURN,
  RETURN_TO_STAGE,  /* to stage 1 */
  REJECT,
  TAKE_BACK,        /* the last decision that was his */
  EDIT,
  RECALL,
  RELEASE,
  ESCALATE,         /* and Gina approves */
  JUMP_IN,          /* Gina approves, and nothing escalated */
  N_ACTS
} Act;

typedef struct
{
  CsPostState state;
  guint       kind;
  gboolean    wrote;
  gboolean    changed; /* what was approved was another text */
  Record      record;
  CsQuorum    quorum;
  Delegation  delegation;
} Cell;

/* What came of an act */
typedef struct
{
  gboolean    done;
  CsMayDecide refusal; /* of a decision */
  CsPostState state;
  guint       stage;
  guint32     counts;  /* bits: which decisions count then */
} Outcome;

extern const Kind cell_kinds[CELL_KINDS];
extern const char * const cell_delegations[N_DELEGATIONS];
extern const char * const cell_records[N_RECORDS];
extern const char * const cell_quorums[CELL_QUORUMS];
extern const char * const cell_acts[N_ACTS];

/* What a cell is played with */
typedef struct _Game Game;

Game          *game_new           (void);
void           game_free          (Game       *game);

/* The post where it would be after all that the cell says: at the first stage that is not fulfilled. It lends. */
const CsChain *game_deal          (Game       *game,
                                   const Cell *cell);

/* Deals, and plays: what the code says is done, or what the oracle says. */
Outcome        game_play          (Game       *game,
                                   gboolean    by_oracle,
                                   const Cell *cell,
                                   Act         act);

/* In whose name he acts; 0 = in his own */
gint64         cell_get_principal (Delegation  delegation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Game, game_free)

G_END_DECLS

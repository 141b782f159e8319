/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-post.h"

#include "cs-error.h"

typedef struct
{
  CsPostState state;
  CsPostAct   act;
  CsPostState next;
} Transition;

/* Everything that can happen to a post. A pair that is not here is refused. */
static const Transition transitions[] = {
  { CS_POST_DRAFT, CS_ACT_EDIT, CS_POST_DRAFT },
  { CS_POST_DRAFT, CS_ACT_SUBMIT, CS_POST_IN_REVIEW },
  { CS_POST_DRAFT, CS_ACT_RESCHEDULE, CS_POST_DRAFT },

  { CS_POST_IN_REVIEW, CS_ACT_EDIT, CS_POST_IN_REVIEW }, /* takes effect when submitted */
  { CS_POST_IN_REVIEW, CS_ACT_SUBMIT, CS_POST_IN_REVIEW },
  { CS_POST_IN_REVIEW, CS_ACT_PASS_STAGE, CS_POST_IN_REVIEW },
  { CS_POST_IN_REVIEW, CS_ACT_STEP_BACK, CS_POST_IN_REVIEW },
  { CS_POST_IN_REVIEW, CS_ACT_REOPEN, CS_POST_IN_REVIEW },
  { CS_POST_IN_REVIEW, CS_ACT_SIGN, CS_POST_SIGNED },
  { CS_POST_IN_REVIEW, CS_ACT_RETURN, CS_POST_RETURNED },
  { CS_POST_IN_REVIEW, CS_ACT_REJECT, CS_POST_REJECTED },
  { CS_POST_IN_REVIEW, CS_ACT_RECALL, CS_POST_DRAFT },
  { CS_POST_IN_REVIEW, CS_ACT_EXPIRE, CS_POST_EXPIRED },
  { CS_POST_IN_REVIEW, CS_ACT_RESCHEDULE, CS_POST_IN_REVIEW },

  { CS_POST_RETURNED, CS_ACT_EDIT, CS_POST_RETURNED }, /* the reason stays in sight until it is submitted again */
  { CS_POST_RETURNED, CS_ACT_SUBMIT, CS_POST_IN_REVIEW },
  { CS_POST_RETURNED, CS_ACT_RECALL, CS_POST_DRAFT },
  { CS_POST_RETURNED, CS_ACT_REOPEN, CS_POST_IN_REVIEW }, /* the return was taken back */
  { CS_POST_RETURNED, CS_ACT_RESCHEDULE, CS_POST_RETURNED },

  { CS_POST_REJECTED, CS_ACT_REOPEN, CS_POST_IN_REVIEW }, /* so was the rejection */

  { CS_POST_SIGNED, CS_ACT_QUEUE, CS_POST_QUEUED },
  { CS_POST_SIGNED, CS_ACT_REOPEN, CS_POST_IN_REVIEW },
  { CS_POST_SIGNED, CS_ACT_RECALL, CS_POST_DRAFT },
  { CS_POST_SIGNED, CS_ACT_HOLD, CS_POST_HELD },
  { CS_POST_SIGNED, CS_ACT_EXPIRE, CS_POST_EXPIRED },

  { CS_POST_QUEUED, CS_ACT_RECALL, CS_POST_DRAFT },
  { CS_POST_QUEUED, CS_ACT_REOPEN, CS_POST_IN_REVIEW }, /* a signature was taken back; nothing is armed yet */
  { CS_POST_QUEUED, CS_ACT_HOLD, CS_POST_HELD },
  { CS_POST_QUEUED, CS_ACT_ARM, CS_POST_SENDING },
  { CS_POST_QUEUED, CS_ACT_FAILED, CS_POST_FAILED }, /* a picture was refused before anything was armed */
  { CS_POST_QUEUED, CS_ACT_EXPIRE, CS_POST_EXPIRED },
  { CS_POST_QUEUED, CS_ACT_RETRY, CS_POST_QUEUED },
  { CS_POST_QUEUED, CS_ACT_RESCHEDULE, CS_POST_QUEUED },

  { CS_POST_HELD, CS_ACT_RECALL, CS_POST_DRAFT },
  { CS_POST_HELD, CS_ACT_REOPEN, CS_POST_IN_REVIEW },
  { CS_POST_HELD, CS_ACT_RESUME, CS_POST_QUEUED },
  { CS_POST_HELD, CS_ACT_EXPIRE, CS_POST_EXPIRED },
  { CS_POST_HELD, CS_ACT_RESCHEDULE, CS_POST_HELD },

  { CS_POST_SENDING, CS_ACT_ARM, CS_POST_SENDING },
  { CS_POST_SENDING, CS_ACT_QUEUE, CS_POST_QUEUED }, /* nothing went out yet; another try is planned */
  { CS_POST_SENDING, CS_ACT_PUBLISHED, CS_POST_PUBLISHED },
  { CS_POST_SENDING, CS_ACT_PARTLY, CS_POST_PARTLY_PUBLISHED },
  { CS_POST_SENDING, CS_ACT_UNKNOWN, CS_POST_UNKNOWN },
  { CS_POST_SENDING, CS_ACT_FAILED, CS_POST_FAILED },
  { CS_POST_SENDING, CS_ACT_EXPIRE, CS_POST_EXPIRED },
  { CS_POST_SENDING, CS_ACT_RETRY, CS_POST_SENDING },

  /* Reconciled with the network, or decided by a person. */
  { CS_POST_UNKNOWN, CS_ACT_ARM, CS_POST_SENDING },
  { CS_POST_UNKNOWN, CS_ACT_QUEUE, CS_POST_QUEUED },
  { CS_POST_UNKNOWN, CS_ACT_PUBLISHED, CS_POST_PUBLISHED },
  { CS_POST_UNKNOWN, CS_ACT_PARTLY, CS_POST_PARTLY_PUBLISHED },
  { CS_POST_UNKNOWN, CS_ACT_UNKNOWN, CS_POST_UNKNOWN },
  { CS_POST_UNKNOWN, CS_ACT_FAILED, CS_POST_FAILED },
  { CS_POST_UNKNOWN, CS_ACT_EXPIRE, CS_POST_EXPIRED },
  { CS_POST_UNKNOWN, CS_ACT_RETRY, CS_POST_UNKNOWN }, /* another piece of it; the unknown one stays so */

  { CS_POST_PARTLY_PUBLISHED, CS_ACT_RETRY, CS_POST_SENDING },
  { CS_POST_PARTLY_PUBLISHED, CS_ACT_CORRECT, CS_POST_CORRECTED },
  { CS_POST_PARTLY_PUBLISHED, CS_ACT_WITHDRAW, CS_POST_WITHDRAWN },

  { CS_POST_FAILED, CS_ACT_RETRY, CS_POST_QUEUED },
  { CS_POST_FAILED, CS_ACT_RECALL, CS_POST_DRAFT },

  { CS_POST_EXPIRED, CS_ACT_EDIT, CS_POST_EXPIRED },
  { CS_POST_EXPIRED, CS_ACT_SUBMIT, CS_POST_IN_REVIEW },
  { CS_POST_EXPIRED, CS_ACT_RECALL, CS_POST_DRAFT },
  { CS_POST_EXPIRED, CS_ACT_RESCHEDULE, CS_POST_IN_REVIEW }, /* its chain is not complete */
  { CS_POST_EXPIRED, CS_ACT_QUEUE, CS_POST_QUEUED },         /* a new release time, and its chain is complete */
  { CS_POST_EXPIRED, CS_ACT_RETRY, CS_POST_QUEUED },

  { CS_POST_PUBLISHED, CS_ACT_CORRECT, CS_POST_CORRECTED },
  { CS_POST_PUBLISHED, CS_ACT_WITHDRAW, CS_POST_WITHDRAWN },

  { CS_POST_CORRECTED, CS_ACT_CORRECT, CS_POST_CORRECTED },
  { CS_POST_CORRECTED, CS_ACT_WITHDRAW, CS_POST_WITHDRAWN },
};

gboolean
cs_post_next_state (CsPostState   state,
                    CsPostAct     act,
                    CsPostState  *next,
                    GError      **error)
{
  g_return_val_if_fail ((guint) state < CS_N_POST_STATES && (guint) act < CS_N_POST_ACTS, FALSE);
  g_return_val_if_fail (next != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (transitions); i++)
    if (transitions[i].state == state && transitions[i].act == act)
      {
        *next = transitions[i].next;
        return TRUE;
      }

  g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "“%s” is not possible for a post that is “%s”",
               cs_post_act_nick (act), cs_post_state_nick (state));

  return FALSE;
}

gboolean
cs_post_state_is_open (CsPostState state)
{
  switch (state)
    {
    case CS_POST_PUBLISHED:
    case CS_POST_CORRECTED:
    case CS_POST_WITHDRAWN:
    case CS_POST_REJECTED:
      return FALSE;

    case CS_POST_DRAFT:
    case CS_POST_IN_REVIEW:
    case CS_POST_RETURNED:
    case CS_POST_SIGNED:
    case CS_POST_QUEUED:
    case CS_POST_HELD:
    case CS_POST_SENDING:
    case CS_POST_PARTLY_PUBLISHED:
    case CS_POST_UNKNOWN:
    case CS_POST_FAILED:
    case CS_POST_EXPIRED:
    default:
      return TRUE;
    }
}

CsPostState
cs_post_state_from_publications (const CsPublicationState *states,
                                 const gboolean           *retry_planned,
                                 guint                     n_states)
{
  guint n[CS_PUBLICATION_CANCELLED + 1] = { 0 };
  guint n_waiting = 0;
  guint n_sent;

  g_return_val_if_fail (states != NULL && retry_planned != NULL && n_states > 0, CS_POST_FAILED);

  for (guint i = 0; i < n_states; i++)
    {
      g_return_val_if_fail ((guint) states[i] < G_N_ELEMENTS (n), CS_POST_FAILED);

      n[states[i]]++;
      if (states[i] == CS_PUBLICATION_QUEUED ||
          (states[i] == CS_PUBLICATION_NOT_SENT && retry_planned[i]))
        n_waiting++;
    }
  n_sent = n[CS_PUBLICATION_SENT];

  if (n_sent == n_states)
    return CS_POST_PUBLISHED;
  if (n[CS_PUBLICATION_CANCELLED] == n_states)
    return CS_POST_DRAFT;
  if (n[CS_PUBLICATION_SENDING] > 0)
    return CS_POST_SENDING;
  if (n[CS_PUBLICATION_UNKNOWN] > 0)
    return CS_POST_UNKNOWN;
  if (n_waiting > 0)
    return n_sent > 0 ? CS_POST_SENDING : CS_POST_QUEUED;
  if (n_sent > 0)
    return CS_POST_PARTLY_PUBLISHED;
  if (n[CS_PUBLICATION_NOT_SENT] > 0)
    return CS_POST_FAILED;

  return CS_POST_EXPIRED;
}

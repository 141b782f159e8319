/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-login.h"
#include "cs-miss.h"
#include "cs-office-rows.h"
#include "cs-outbox-lanes.h"
#include "cs-outbox-rows.h"
#include "cs-outbox.h"
#include "cs-post-rows.h"
#include "cs-publication-rows.h"
#include "cs-rates.h"

G_BEGIN_DECLS

/* Only for the files cs-outbox*.c. */

typedef struct _CsOutboxWork CsOutboxWork;

/* A span of the wall clock, UTC microseconds; all zero = none */
typedef struct
{
  gint64 from;
  gint64 until;
} CsOutboxGap;

/* How long the lease lasts, and how much of it may be left when it is prolonged. A publish request's deadline is shorter than what is left then. */
#define CS_OUTBOX_LEASE (30 * (gint64) G_USEC_PER_SEC)

/**
 * CsOutbox:
 *
 * The coordinator is one thread: it holds the lease, looks for what is due and hands it out into lanes (cs-outbox-lanes.h), whose threads do it. What both
 * touch is under the mutex, which is never held over a question to the store or to a network.
 */
struct _CsOutbox
{
  GObject       parent_instance;

  /* Set before any thread starts */
  CsStore      *store;
  CsClock       clock;       /* called by every thread */
  gpointer      clock_data;
  CsOutboxChore chore;       /* NULL = none */
  gpointer      chore_data;
  char         *holder;      /* this machine, in the lease */
  GThread      *thread;      /* the coordinator; for who starts and stops it */
  CsLanes      *lanes;       /* NULL = what is handed out is done at once */
  gint64      (*sleep_meter) (gpointer data); /* microseconds that the computer has slept since it was started */
  gpointer      sleep_data;
  GCancellable *cancellable; /* of reading and uploading; a post that is being sent is waited for */

  /* For the thread of the main loop in which it was started */
  GDBusConnection *bus;      /* NULL = nobody tells of sleep */
  guint         sleep_signal;

  GMutex        mutex;       /* guards everything up to the next empty line */
  GCond         cond;        /* stopping or woken */
  gboolean      stopping;
  gboolean      woken;
  gint64        lease_until;
  gboolean      unsettled;   /* something armed of ours could not be settled: to be recovered like another's */
  gboolean      suspending;  /* the computer is about to sleep: nothing is begun */
  gint64        suspending_since; /* monotonic */
  GHashTable   *rates;       /* account id -> CsRates */
  GHashTable   *uploads;     /* publication id -> gint64: when its pictures are looked after again, if it is not due before */

  /* For the coordinator alone, or who calls cs_outbox_run_once() */
  CsHttp       *http;        /* of passes without lanes */
  int           lock;        /* of this machine's one publisher; -1 = not held */
  gboolean      recovered;   /* what was armed before us has been marked */
  gint64        redated_at;  /* monotonic: when cs_outbox_redate() last looked */
  gint64        began_at;    /* the first pass, by the wall clock */
  gint64        seen_now;    /* at the last pass: by the wall clock; 0 = none yet */
  gint64        seen_ticks;  /* monotonic */
  gint64        seen_asleep; /* as @sleep_meter told */
  CsOutboxGap   sleep;       /* the latest */
  CsOutboxGap   jump;        /* of the clock, forward; the latest */
};

gint64            cs_outbox_get_now          (CsOutbox          *self);
gboolean          cs_outbox_is_stopping      (CsOutbox          *self);

/* cs-outbox-pass.c: for the thread that makes the passes */
gboolean          cs_outbox_make_pass        (CsOutbox          *self,
                                              guint             *n_done,
                                              GError           **error);

/* cs-outbox-clock.c: looks after what is due too late, because the clock was ahead when it was signed. */
gboolean          cs_outbox_redate           (CsOutbox          *self,
                                              GError           **error);

/* Gives lease and lock back. */
void              cs_outbox_give_back        (CsOutbox          *self);

/* Prolongs the lease if half of it is gone. Any thread. */
gboolean          cs_outbox_hold_lease       (CsOutbox          *self,
                                              gboolean          *held,
                                              GError           **error);

/* It was prolonged at @now, by arming. */
void              cs_outbox_note_lease       (CsOutbox          *self,
                                              gint64             now);

/* cs-outbox-jobs.c: on a lane's thread. @n_done: (inout): raised by what changed, so that it pays to look again */
gboolean          cs_outbox_do               (CsOutbox           *self,
                                              CsHttp             *http,
                                              const CsOutboxJob  *job,
                                              guint              *n_done,
                                              GError            **error);

/* One publication with what is needed for it, and what is left of its account's limits */
CsOutboxWork     *cs_outbox_load             (CsOutbox           *self,
                                              const CsOutboxJob  *job,
                                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether it is time to look after its pictures, before it is due */
gboolean          cs_outbox_may_upload       (CsOutbox          *self,
                                              gint64             publication);
CsSendResult     *cs_outbox_make_result      (CsSendOutcome      outcome,
                                              int                code,
                                              const char        *detail,
                                              gint64             retry_after) G_GNUC_WARN_UNUSED_RESULT;

/* cs-outbox-reconcile.c: asks the network after a publication of unknown outcome. May take some seconds more than the network does.
 * Returns: (nullable): %NULL if the outbox is to end: nothing new is known */
CsSendResult     *cs_outbox_reconcile        (CsOutbox             *self,
                                              CsHttp               *http,
                                              const CsOutboxWork   *work,
                                              const CsSendRequest  *request,
                                              gint64                now) G_GNUC_WARN_UNUSED_RESULT;

/* cs-outbox-rates.c: any thread. What is left of the account's limits: (transfer full), never NULL */
CsRates          *cs_outbox_take_rates       (CsOutbox          *self,
                                              gint64             account,
                                              CsNetworkKind      kind) G_GNUC_WARN_UNUSED_RESULT;
gboolean          cs_outbox_is_walled        (CsOutbox          *self,
                                              gint64             account,
                                              CsRateUse          use);

/* Writes down what is new, @all: also what could wait */
void              cs_outbox_keep_rates       (CsOutbox          *self,
                                              gint64             account,
                                              gboolean           all);
void              cs_outbox_keep_all_rates   (CsOutbox          *self);

/* cs-outbox-gaps.c: looks, at each pass, whether the computer slept or the clock was set. */
void              cs_outbox_notice_gaps      (CsOutbox          *self);

/* Which of them lie over @due_at */
void              cs_outbox_fill_gap         (CsOutbox          *self,
                                              gint64             due_at,
                                              CsMissFacts       *facts);
gint64            cs_outbox_measure_sleep    (gpointer           unused);

/* Any thread */
void              cs_outbox_set_suspending   (CsOutbox          *self,
                                              gboolean           suspending);
gboolean          cs_outbox_is_suspending    (CsOutbox          *self);
void              cs_outbox_listen_for_sleep (CsOutbox          *self);
void              cs_outbox_unlisten         (CsOutbox          *self);

/* cs-outbox-alarm.c: tells people of what is late. */
gboolean          cs_outbox_raise_alarms     (CsOutbox          *self,
                                              guint             *n_done,
                                              GError           **error);

/* cs-outbox-read-back.c */
gboolean          cs_outbox_read_back_one    (CsOutbox           *self,
                                              CsHttp             *http,
                                              const CsOutboxJob  *job,
                                              GError            **error);

/* When what went out at @settled_at is looked at next: 0 = never. @looked: whether a look has just succeeded. Pure. */
gint64            cs_outbox_next_look        (gint64             settled_at,
                                              gint64             now,
                                              gboolean           looked);

/**
 * CsOutboxWork:
 *
 * One publication with everything that is needed to send it, as it was when it was read.
 */
struct _CsOutboxWork
{
  CsPublicationRow *publication; /* all owned */
  CsPostRow        *post;
  CsRevisionRow    *revision;
  CsAccountRow     *account;
  CsOfficeRow      *office;
  CsContent        *content;     /* of the revision; NULL if it cannot be read */
  GPtrArray        *media;       /* of CsPublicationMediaRow */
  GPtrArray        *known_ids;   /* utf8, NULL-terminated */
  char             *in_reply_to; /* remote id of the segment before, or NULL */
  char             *in_reply_to_ref;
  char             *root;        /* remote id of the thread's first segment, or NULL */
  char             *root_ref;
  CsRates          *rates;       /* NULL = nothing is learnt */
  CsLogin          *login;       /* NULL until cs_outbox_work_check() */
  gboolean          waits;       /* for the segment before */
  gboolean          frozen;
  gboolean          proven;      /* rule 1: a complete chain for exactly what is stored */
};

CsOutboxWork     *cs_outbox_work_load        (CsStore           *store,
                                              gint64             publication,
                                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void              cs_outbox_work_free        (CsOutboxWork      *work);

/* Rule 1: whether what is stored is what was decided on, word for word, and every stage of its route agreed to exactly that. @content: (out): NULL if it
 * cannot be read */
gboolean          cs_outbox_prove            (CsDb                   *db,
                                              const CsPostRow        *post,
                                              const CsRevisionRow    *revision,
                                              const CsPublicationRow *row,
                                              CsContent             **content,
                                              gboolean               *proven,
                                              GError                **error);

/* Whether the post's state lets its publications go out */
gboolean          cs_outbox_may_send         (CsPostState        state);

/* What is against sending at all (rule 1, practice and real never mixed, no token): sets an error with the code to record. Reads the token, and
 * renews it if it is about to end. */
gboolean          cs_outbox_work_check       (CsOutboxWork      *work,
                                              const char        *folder,
                                              CsHttp            *http,
                                              gint64             now,
                                              GCancellable      *cancellable,
                                              GError           **error);
CsLoginPlace      cs_outbox_work_get_login_place (const CsOutboxWork *work,
                                                  const char         *folder);
CsNetworkAccount  cs_outbox_work_get_account (const CsOutboxWork *work);

/* Whether there is a content that could be read, with the publication's segment in what goes to its account */
gboolean          cs_outbox_work_has_segment (const CsOutboxWork *work);

/* Lends from @work and @media_ids. */
CsSendRequest     cs_outbox_work_make_request (const CsOutboxWork *work,
                                               const char * const *media_ids,
                                               gint64              now);
GStrv             cs_outbox_work_dup_media_ids (const CsOutboxWork *work) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  CS_OUTBOX_MEDIA_READY,
  CS_OUTBOX_MEDIA_NOT_YET,
  CS_OUTBOX_MEDIA_FAILED,
} CsOutboxMedia;

/* A film, or what was made of it for that network. NULL with @error if nothing was sent. */
CsUpload         *cs_outbox_upload_film      (const char              *folder,
                                              CsHttp                  *http,
                                              const CsNetworkAccount  *account,
                                              const CsMediaItem       *item,
                                              GCancellable            *cancellable,
                                              GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether all its pictures are uploaded and ready */
gboolean          cs_outbox_work_has_media   (const CsOutboxWork *work,
                                              gint64              now);

/* Uploads what is missing and asks after what is being processed. @failure: (out): on failure, what to record; owned */
CsOutboxMedia     cs_outbox_prepare_media    (CsStore           *store,
                                              CsHttp            *http,
                                              CsOutboxWork      *work,
                                              gint64             now,
                                              CsSendResult     **failure,
                                              GCancellable      *cancellable);

/* Each is one durable transaction. */

/* Takes or prolongs the lease. */
gboolean          cs_outbox_take_lease       (CsStore           *store,
                                              const char        *holder,
                                              gint64             now,
                                              gboolean          *held,
                                              GError           **error);
gboolean          cs_outbox_give_lease_back  (CsStore           *store,
                                              const char        *holder,
                                              GError           **error);

/* Says durably that the network may have it from now on, as @prepared. @armed: (out): FALSE if somebody was faster, held the post or has the lease. */
gboolean          cs_outbox_arm              (CsStore           *store,
                                              const char        *holder,
                                              gint64             publication,
                                              const char        *prepared,
                                              gint64             now,
                                              gboolean          *armed,
                                              GError           **error);

/* Records what came of it, with the post's state and the journal. @changed: (out): whether the state is another now */
gboolean          cs_outbox_settle           (CsStore           *store,
                                              gint64             publication,
                                              CsPublicationState was,
                                              const CsSendResult *result,
                                              gint64             now,
                                              gboolean          *changed,
                                              GError           **error);
gboolean          cs_outbox_expire           (CsStore           *store,
                                              gint64             publication,
                                              CsPublicationState was,
                                              gint64             now,
                                              GError           **error);

/* Posts in review whose release time has passed. @n: (out): how many expired */
gboolean          cs_outbox_expire_reviews   (CsStore           *store,
                                              gint64             now,
                                              guint             *n,
                                              GError           **error);

/* What a look found, or that it found nothing out (@result NULL), and when the next one is. @detail: what is there instead: cs_drift_to_text() */
gboolean          cs_outbox_keep_read_back   (CsStore           *store,
                                              gint64             publication,
                                              const char        *result,
                                              const char        *detail,
                                              gint64             now,
                                              GError           **error);

/* Into its lane, or done at once; for the thread that makes the passes */
gboolean          cs_outbox_hand_out         (CsOutbox           *self,
                                              CsOutboxTask        task,
                                              const CsOutboxReady *ready,
                                              guint              *n_done,
                                              GError            **error);

/* cs-outbox-withdraw.c: hands out what signed withdrawals take down, as far as they are due; for the thread that makes the passes */
gboolean          cs_outbox_withdraw         (CsOutbox          *self,
                                              guint             *n_done,
                                              GError           **error);

/* cs-outbox-remove.c: takes one piece down, on a lane's thread */
gboolean          cs_outbox_remove_one       (CsOutbox          *self,
                                              CsHttp            *http,
                                              const CsOutboxJob *job,
                                              guint             *n_done,
                                              GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsOutboxWork, cs_outbox_work_free)

G_END_DECLS

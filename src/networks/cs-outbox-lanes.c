/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-outbox-lanes.h"

/* Most of a thread's time goes into waiting for a server: more of them than processors, but not without bound. */
#define MAX_THREADS 32

/* How many of them may be busy with what can wait. */
#define MAX_PATIENT 8

/* How long a thread waits for more before it ends: each keeps a connection or two, another thread and some memory. */
#define MAX_IDLE (60 * (gint64) G_USEC_PER_SEC)

typedef enum
{
  LANE_PUBLISH,
  LANE_UPLOAD,
  LANE_LOOK,
} LaneKind;
#define N_LANE_KINDS 3

typedef struct
{
  gint64    account;
  LaneKind  kind;
  GQueue    jobs;  /* of CsOutboxJob; what is being done has left it */
  gboolean  busy;  /* a thread works on it */
} Lane;

struct _CsLanes
{
  CsLanesRun  run;
  void      (*poke) (gpointer data);
  gpointer    data;

  GMutex      mutex;      /* guards everything below */
  GCond       cond;       /* something in @ready, or @stopping */
  GHashTable *lanes;      /* Lane -> itself */
  GHashTable *under_way;  /* CsOutboxJob (owned copy) that waits or is being done */
  GQueue      ready;      /* of Lane that publish: with jobs, and not busy */
  GQueue      patient;    /* of the other lanes */
  GPtrArray  *threads;
  GPtrArray  *ended;      /* that are still to be joined */
  gint64      max_idle;   /* microseconds */
  guint       n_idle;
  guint       n_patient;  /* threads at work on such lanes */
  gboolean    stopping;
};

static LaneKind
get_kind (CsOutboxTask task)
{
  switch (task)
    {
    /* What is looked for may turn out to be published: never beside another post of the account. */
    case CS_OUTBOX_SEND:
    case CS_OUTBOX_RECONCILE:
    case CS_OUTBOX_REMOVE:
      return LANE_PUBLISH;
    case CS_OUTBOX_UPLOAD:
      return LANE_UPLOAD;
    case CS_OUTBOX_READ_BACK:
      return LANE_LOOK;
    default:
      g_assert_not_reached ();
    }
}

static guint
lane_hash (gconstpointer data)
{
  const Lane *lane = data;

  return g_int64_hash (&lane->account) * N_LANE_KINDS + lane->kind;
}

static gboolean
lane_equal (gconstpointer one,
            gconstpointer other)
{
  const Lane *a = one;
  const Lane *b = other;

  return a->account == b->account && a->kind == b->kind;
}

static void
lane_free (gpointer data)
{
  Lane *lane = data;

  g_queue_clear_full (&lane->jobs, g_free);
  g_free (lane);
}

static guint
job_hash (gconstpointer data)
{
  const CsOutboxJob *job = data;

  return g_int64_hash (&job->publication) ^ job->task;
}

/* The account is the publication's. */
static gboolean
job_equal (gconstpointer one,
           gconstpointer other)
{
  const CsOutboxJob *a = one;
  const CsOutboxJob *b = other;

  return a->publication == b->publication && a->task == b->task;
}

static void
line_up (CsLanes *self,
         Lane    *lane)
{
  g_queue_push_tail (lane->kind == LANE_PUBLISH ? &self->ready : &self->patient, lane);
}

static Lane *
take_lane (CsLanes *self)
{
  Lane *lane = g_queue_pop_head (&self->ready);

  if (lane == NULL && self->n_patient < MAX_PATIENT)
    lane = g_queue_pop_head (&self->patient);
  if (lane == NULL)
    return NULL;

  lane->busy = TRUE;
  self->n_patient += lane->kind != LANE_PUBLISH;

  return lane;
}

static void
give_back (CsLanes *self,
           Lane    *lane)
{
  lane->busy = FALSE;
  self->n_patient -= lane->kind != LANE_PUBLISH;
  /* Behind the other lanes: each gets its turn. */
  if (!g_queue_is_empty (&lane->jobs))
    line_up (self, lane);
}

/* FALSE where nothing came for so long that the calling thread is to end. */
static gboolean
wait_for_work (CsLanes *self)
{
  gboolean woken;

  self->n_idle++;
  woken = g_cond_wait_until (&self->cond, &self->mutex, g_get_monotonic_time () + self->max_idle);
  self->n_idle--;
  if (woken || self->stopping || !g_queue_is_empty (&self->ready) || !g_queue_is_empty (&self->patient))
    return TRUE;

  g_ptr_array_remove_fast (self->threads, g_thread_self ());
  g_ptr_array_add (self->ended, g_thread_self ());

  return FALSE;
}

static gpointer
work (gpointer data)
{
  CsLanes *self = data;
  CsHttp *http = cs_http_new ();

  g_mutex_lock (&self->mutex);
  while (!self->stopping)
    {
      Lane *lane = take_lane (self);
      g_autofree CsOutboxJob *job = NULL;
      gboolean news;

      if (lane == NULL)
        {
          if (!wait_for_work (self))
            break;
          continue;
        }

      job = g_queue_pop_head (&lane->jobs);
      g_mutex_unlock (&self->mutex);
      news = self->run (job, http, self->data);
      g_mutex_lock (&self->mutex);
      g_hash_table_remove (self->under_way, job);
      give_back (self, lane);
      if (news)
        {
          g_mutex_unlock (&self->mutex);
          self->poke (self->data);
          g_mutex_lock (&self->mutex);
        }
    }
  g_mutex_unlock (&self->mutex);

  cs_http_free (http);

  return NULL;
}

CsLanes *
cs_lanes_new (CsLanesRun   run,
              void       (*poke)(gpointer data),
              gpointer     data)
{
  CsLanes *self = g_new0 (CsLanes, 1);

  self->run = run;
  self->poke = poke;
  self->data = data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->lanes = g_hash_table_new_full (lane_hash, lane_equal, NULL, lane_free);
  self->under_way = g_hash_table_new_full (job_hash, job_equal, g_free, NULL);
  self->threads = g_ptr_array_new ();
  self->ended = g_ptr_array_new ();
  self->max_idle = MAX_IDLE;

  return self;
}

static Lane *
get_lane (CsLanes           *self,
          const CsOutboxJob *job)
{
  Lane wanted = { .account = job->account, .kind = get_kind (job->task) };
  Lane *lane = g_hash_table_lookup (self->lanes, &wanted);

  if (lane == NULL)
    {
      lane = g_new0 (Lane, 1);
      *lane = wanted;
      g_queue_init (&lane->jobs);
      g_hash_table_add (self->lanes, lane);
    }

  return lane;
}

/* They wait for nothing any more, so that this does not last. */
static void
join_all (GPtrArray *threads)
{
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (threads->pdata[i]);
  g_ptr_array_set_size (threads, 0);
}

gboolean
cs_lanes_push (CsLanes           *self,
               const CsOutboxJob *job)
{
  gboolean fresh;
  Lane *lane;

  g_mutex_lock (&self->mutex);
  fresh = !self->stopping && !g_hash_table_contains (self->under_way, job);
  if (fresh)
    {
      g_hash_table_add (self->under_way, g_memdup2 (job, sizeof *job));
      lane = get_lane (self, job);
      if (!lane->busy && g_queue_is_empty (&lane->jobs))
        line_up (self, lane);
      g_queue_push_tail (&lane->jobs, g_memdup2 (job, sizeof *job));
      join_all (self->ended);
      if (g_queue_get_length (&self->ready) + g_queue_get_length (&self->patient) > self->n_idle && self->threads->len < MAX_THREADS)
        g_ptr_array_add (self->threads, g_thread_new ("lane", work, self));
      g_cond_signal (&self->cond);
    }
  g_mutex_unlock (&self->mutex);

  return fresh;
}

gboolean
cs_lanes_has (CsLanes      *self,
              CsOutboxTask  task,
              gint64        publication)
{
  const CsOutboxJob job = { task, publication, 0 };
  gboolean has;

  g_mutex_lock (&self->mutex);
  has = g_hash_table_contains (self->under_way, &job);
  g_mutex_unlock (&self->mutex);

  return has;
}

gboolean
cs_lanes_is_publishing (CsLanes *self,
                        gint64   account)
{
  const Lane wanted = { .account = account, .kind = LANE_PUBLISH };
  const Lane *lane;
  gboolean publishing;

  g_mutex_lock (&self->mutex);
  lane = g_hash_table_lookup (self->lanes, &wanted);
  publishing = lane != NULL && (lane->busy || !g_queue_is_empty ((GQueue *) &lane->jobs));
  g_mutex_unlock (&self->mutex);

  return publishing;
}

guint
cs_lanes_count (CsLanes *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = g_hash_table_size (self->under_way);
  g_mutex_unlock (&self->mutex);

  return n;
}

void
cs_lanes_set_max_idle (CsLanes *self,
                       gint64   max_idle)
{
  g_mutex_lock (&self->mutex);
  self->max_idle = max_idle;
  g_mutex_unlock (&self->mutex);
}

guint
cs_lanes_count_threads (CsLanes *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->threads->len;
  g_mutex_unlock (&self->mutex);

  return n;
}

void
cs_lanes_free (CsLanes *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  /* Nothing is added any more. */
  join_all (self->threads);
  join_all (self->ended);

  g_queue_clear (&self->ready);
  g_queue_clear (&self->patient);
  g_hash_table_unref (self->lanes);
  g_hash_table_unref (self->under_way);
  g_ptr_array_unref (self->threads);
  g_ptr_array_unref (self->ended);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

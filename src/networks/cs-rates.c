/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-rates.h"

#include <string.h>

/* No window is longer, so that a nonsensical header holds nothing up for longer. */
#define MAX_WAIT (25 * 60 * 60 * (gint64) G_USEC_PER_SEC)

/* After a 429 that says nothing of when. */
#define UNTOLD_WAIT (60 * (gint64) G_USEC_PER_SEC)

/* Two answers of one window may tell its end so far apart: clocks tick in seconds. */
#define SAME_WINDOW (2 * (gint64) G_USEC_PER_SEC)

/* What can wait is kept so seldom. */
#define KEEP_EVERY (10 * (gint64) G_USEC_PER_SEC)

/* By so much a clock may be set back without making what was learnt by it worthless. */
#define BACK_SLACK (60 * (gint64) G_USEC_PER_SEC)

/* Larger numbers are nonsense; no smaller one is a moment. */
#define MAX_COUNT G_MAXINT32
#define FIRST_UNIX_TIME 1000000000

typedef enum
{
  BUCKET_PUBLISH,
  BUCKET_PUBLISH_DAY,
  BUCKET_MEDIA,
  BUCKET_MEDIA_DAY,
  BUCKET_READ,
  BUCKET_REMOVE,
  BUCKET_OTHER,
} Bucket;
#define N_BUCKETS (BUCKET_OTHER + 1)

/* Stored: they never change. */
static const char * const names[N_BUCKETS] = {
  [BUCKET_PUBLISH] = "publish",
  [BUCKET_PUBLISH_DAY] = "publish-day",
  [BUCKET_MEDIA] = "media",
  [BUCKET_MEDIA_DAY] = "media-day",
  [BUCKET_READ] = "read",
  [BUCKET_REMOVE] = "remove",
  [BUCKET_OTHER] = "other",
};

typedef struct
{
  gint64 capacity;  /* 0 = not known */
  gint64 remaining;
  gint64 resets_at; /* by our clock; 0 = never learnt */
  gint64 read_at;
} Rate;

struct _CsRates
{
  gatomicrefcount  n_refs;
  CsNetworkKind    kind;
  gint64         (*clock) (gpointer data);
  gpointer         clock_data;

  GMutex           mutex;   /* guards everything below */
  Rate             rates[N_BUCKETS];
  gboolean         changed; /* since they were kept */
  gboolean         urgent;  /* and so that it matters */
  gint64           kept_at;
};

CsRates *
cs_rates_new (CsNetworkKind kind,
              gint64      (*clock)(gpointer data),
              gpointer      clock_data)
{
  CsRates *self = g_new0 (CsRates, 1);

  g_atomic_ref_count_init (&self->n_refs);
  self->kind = kind;
  self->clock = clock;
  self->clock_data = clock_data;
  g_mutex_init (&self->mutex);

  return self;
}

CsRates *
cs_rates_ref (CsRates *self)
{
  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

void
cs_rates_unref (CsRates *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->n_refs))
    return;

  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gint64
get_now (CsRates *self)
{
  return self->clock != NULL ? self->clock (self->clock_data) : g_get_real_time ();
}

/* On X each endpoint has a window of its own; elsewhere everything counts against one, whatever else there is. */
static gboolean
shares_one (CsRates *self)
{
  return self->kind != CS_NETWORK_X;
}

static Bucket
find_bucket (const char *method,
             const char *path)
{
  const char * const publishing[] = { "/statuses", "/tweets", "/retweets", ".putRecord", ".createRecord", ".applyWrites" };
  const char *query = strchr (path, '?');
  g_autofree char *bare = query != NULL ? g_strndup (path, query - path) : g_strdup (path);

  if (g_str_equal (method, "GET"))
    return BUCKET_READ;
  if (g_str_equal (method, "DELETE") || strstr (bare, ".deleteRecord") != NULL || g_str_has_suffix (bare, "/unreblog"))
    return BUCKET_REMOVE;
  if (strstr (bare, "/media") != NULL || strstr (bare, ".upload") != NULL)
    return BUCKET_MEDIA;
  for (guint i = 0; i < G_N_ELEMENTS (publishing); i++)
    if (strstr (bare, publishing[i]) != NULL)
      return BUCKET_PUBLISH;

  return BUCKET_OTHER;
}

static gboolean
parse_count (const char *text,
             gint64     *count)
{
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, MAX_COUNT, &value, NULL))
    return FALSE;

  *count = (gint64) value;

  return TRUE;
}

static const char *
get_header (const CsHttpAnswer *answer,
            const char         *name)
{
  return soup_message_headers_get_one (answer->headers, name);
}

/* Seconds since 1970 by the server's own clock, which may differ from ours; 0 = it does not tell */
static gint64
get_server_time (const CsHttpAnswer *answer)
{
  const char *date = get_header (answer, "Date");
  g_autoptr(GDateTime) said = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;

  return said != NULL ? g_date_time_to_unix (said) : 0;
}

/* A moment in seconds since 1970, one as ISO 8601, or so many seconds from now. @wait: (out): from now, microseconds */
static gboolean
parse_reset (const char *text,
             gint64      server,
             gint64      now,
             gint64     *wait)
{
  gint64 from = server != 0 ? server * G_USEC_PER_SEC : now;
  g_autoptr(GDateTime) at = NULL;
  guint64 seconds;

  if (text == NULL)
    return FALSE;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32 * (guint64) 4, &seconds, NULL))
    *wait = (gint64) seconds * G_USEC_PER_SEC - (seconds >= FIRST_UNIX_TIME ? from : 0);
  else if ((at = g_date_time_new_from_iso8601 (text, NULL)) != NULL)
    *wait = g_date_time_to_unix (at) * G_USEC_PER_SEC + g_date_time_get_microsecond (at) - from;
  else
    return FALSE;

  *wait = CLAMP (*wait, 0, MAX_WAIT);

  return TRUE;
}

/* Of several windows in one bucket the tighter counts; requests of ours that the server had not seen yet stay counted. */
static void
put (CsRates *self,
     Bucket   bucket,
     gint64   capacity,
     gint64   remaining,
     gint64   wait)
{
  Rate *rate = &self->rates[bucket];
  gint64 now = get_now (self);
  gint64 resets_at = now + wait;
  gboolean open = rate->resets_at > now;

  if (open && (capacity != rate->capacity || ABS (resets_at - rate->resets_at) <= SAME_WINDOW) && remaining > rate->remaining)
    return;

  self->changed = TRUE;
  self->urgent |= remaining * 10 <= capacity;
  *rate = (Rate) { capacity, remaining, resets_at, now };
}

/* @prefix: of three headers that belong together */
static gboolean
learn_window (CsRates             *self,
              Bucket               bucket,
              const char          *prefix,
              const CsHttpAnswer  *answer)
{
  g_autofree char *limit = g_strconcat (prefix, "limit", NULL);
  g_autofree char *left = g_strconcat (prefix, "remaining", NULL);
  g_autofree char *reset = g_strconcat (prefix, "reset", NULL);
  gint64 capacity = 0, remaining, wait;

  if (!parse_count (get_header (answer, left), &remaining) ||
      !parse_reset (get_header (answer, reset), get_server_time (answer), get_now (self), &wait))
    return FALSE;

  parse_count (get_header (answer, limit), &capacity);
  put (self, bucket, capacity, remaining, wait);

  return TRUE;
}

static gint64
get_retry_after (CsRates            *self,
                 const CsHttpAnswer *answer)
{
  const char *after = get_header (answer, "Retry-After");
  g_autoptr(GDateTime) until = NULL;
  gint64 server = get_server_time (answer);
  gint64 seconds;

  if (parse_count (after, &seconds))
    return MIN (seconds * (gint64) G_USEC_PER_SEC, MAX_WAIT);
  if (after != NULL && (until = soup_date_time_new_from_http_string (after)) != NULL)
    return CLAMP (g_date_time_to_unix (until) * G_USEC_PER_SEC - (server != 0 ? server * G_USEC_PER_SEC : get_now (self)), 0, MAX_WAIT);

  return -1;
}

/* Whatever the numbers say: no more for now. */
static void
learn_refusal (CsRates             *self,
               Bucket               bucket,
               const CsHttpAnswer  *answer)
{
  Rate *rate = &self->rates[bucket];
  gint64 now = get_now (self);
  gint64 after = get_retry_after (self, answer);

  if (after < 0 && rate->resets_at > now)
    after = rate->resets_at - now;

  rate->remaining = 0;
  rate->resets_at = now + (after >= 0 ? MAX (after, (gint64) G_USEC_PER_SEC) : UNTOLD_WAIT);
  rate->read_at = now;
  self->changed = self->urgent = TRUE;
}

void
cs_rates_learn (CsRates            *self,
                const char         *method,
                const char         *path,
                const CsHttpAnswer *answer)
{
  static const char * const windows[] = { "x-rate-limit-", "x-ratelimit-", "ratelimit-" };
  static const char * const days[] = { "x-user-limit-24hour-", "x-app-limit-24hour-" };
  Bucket bucket;

  if (self == NULL || answer->outcome != CS_HTTP_ANSWERED)
    return;

  bucket = find_bucket (method, path);
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    if (learn_window (self, bucket, windows[i], answer))
      break;
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (bucket == BUCKET_PUBLISH || bucket == BUCKET_MEDIA)
      learn_window (self, bucket + 1, days[i], answer);
  if (answer->status == 429)
    learn_refusal (self, bucket, answer);
  g_mutex_unlock (&self->mutex);
}

static gint64
get_wait (CsRates *self,
          Bucket   bucket,
          gint64   reserve,
          gint64   now)
{
  const Rate *rate = &self->rates[bucket];

  /* Learnt in what is now the future: the clock was set back since, and nothing is known. */
  if (rate->read_at > now + BACK_SLACK)
    return 0;

  return rate->resets_at > now && rate->remaining <= reserve ? rate->resets_at - now : 0;
}

/* What publishing may need meanwhile, a fifth of all at most */
static gint64
get_reserve (CsRates *self)
{
  return MIN (30, self->rates[BUCKET_READ].capacity / 5);
}

/* The buckets that @use draws from; returns how many */
static guint
find_buckets (CsRates   *self,
              CsRateUse  use,
              Bucket     buckets[4])
{
  guint n = 0;

  switch (use)
    {
    case CS_RATE_PUBLISH:
      buckets[n++] = BUCKET_PUBLISH;
      buckets[n++] = BUCKET_PUBLISH_DAY;
      break;
    case CS_RATE_UPLOAD:
      buckets[n++] = BUCKET_MEDIA;
      buckets[n++] = BUCKET_MEDIA_DAY;
      break;
    case CS_RATE_REMOVE:
      buckets[n++] = BUCKET_REMOVE;
      break;
    case CS_RATE_FIND:
    case CS_RATE_LOOK:
      break;
    default:
      g_assert_not_reached ();
    }
  if (n == 0 || shares_one (self))
    buckets[n++] = BUCKET_READ;

  return n;
}

static gint64
ask (CsRates   *self,
     CsRateUse  use,
     gboolean   take)
{
  Bucket buckets[4];
  guint n = find_buckets (self, use, buckets);
  gint64 now = get_now (self);
  gint64 wait = 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 reserve = use == CS_RATE_LOOK ? get_reserve (self) : 0;

      wait = MAX (wait, get_wait (self, buckets[i], reserve, now));
    }
  for (guint i = 0; take && wait == 0 && i < n; i++)
    {
      Rate *rate = &self->rates[buckets[i]];

      if (rate->resets_at > now && rate->remaining > 0)
        {
          rate->remaining--;
          self->changed = TRUE;
        }
    }

  return wait;
}

gint64
cs_rates_ask (CsRates  *self,
              CsRateUse use)
{
  gint64 wait;

  if (self == NULL)
    return 0;

  g_mutex_lock (&self->mutex);
  wait = ask (self, use, FALSE);
  g_mutex_unlock (&self->mutex);

  return wait;
}

gint64
cs_rates_take (CsRates  *self,
               CsRateUse use)
{
  gint64 wait;

  if (self == NULL)
    return 0;

  g_mutex_lock (&self->mutex);
  wait = ask (self, use, TRUE);
  g_mutex_unlock (&self->mutex);

  return wait;
}

void
cs_rates_load (CsRates         *self,
               const CsRateRow *row)
{
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < N_BUCKETS; i++)
    if (g_str_equal (row->bucket, names[i]) && self->rates[i].read_at < row->read_at && row->resets_at <= get_now (self) + MAX_WAIT)
      self->rates[i] = (Rate) { row->capacity, row->remaining, row->resets_at, row->read_at }
  ;
  g_mutex_unlock (&self->mutex);
}

GPtrArray *
cs_rates_dup_news (CsRates  *self,
                   gboolean  all)
{
  GPtrArray *news = NULL;
  gint64 now = get_now (self);

  g_mutex_lock (&self->mutex);
  if (self->changed && (all || self->urgent || ABS (now - self->kept_at) >= KEEP_EVERY))
    {
      news = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_rate_row_free);
      for (guint i = 0; i < N_BUCKETS; i++)
        if (self->rates[i].read_at != 0)
          g_ptr_array_add (news, cs_rate_row_new (names[i], self->rates[i].capacity, self->rates[i].remaining,
                                                  self->rates[i].resets_at, self->rates[i].read_at));
      self->changed = self->urgent = FALSE;
      self->kept_at = now;
    }
  g_mutex_unlock (&self->mutex);

  return news;
}

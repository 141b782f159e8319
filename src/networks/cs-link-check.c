/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-link-check.h"

#include <string.h>

#include "cs-http.h"

#define AT_ONCE 4
#define MAX_BODY (64 * 1024) /* of a page that had to be asked for whole */

typedef struct
{
  GCancellable *cancellable; /* lent */
  gint64        deadline;    /* of all, monotonic */
  GMutex        lock;
  GPtrArray    *facts;       /* of CsLinkFact */
} Look;

static gboolean
is_followed (const char *address,
             gboolean    practice)
{
  g_autoptr(GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri ? g_uri_get_scheme (uri) : NULL;

  if (!uri || !g_uri_get_host (uri) || (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https")))
    return FALSE;
  return !practice || g_str_equal (g_uri_get_host (uri), "127.0.0.1");
}

/* A page without its closing slash, or a home page that names its language, is still the page that was meant; so is the same page under https. */
static gboolean
is_same_page (const char *address,
              const char *location)
{
  g_autofree char *from = g_strdup (strstr (address, "://") + 3);
  const char *to = strstr (location, "://");
  gsize length = strlen (from);

  if (length > 0 && from[length - 1] == '/')
    from[length - 1] = '\0';
  if (to)
    return g_str_has_prefix (to + 3, from) && (to[3 + strlen (from)] == '\0' || g_str_equal (to + 3 + strlen (from), "/"));
  return FALSE;
}

static CsLinkFact *
make_fact (const char         *address,
           const CsHttpAnswer *answer)
{
  const char *location = soup_message_headers_get_one (answer->headers, "Location");

  if (answer->status == 0)
    return cs_link_fact_new (address, CS_LINK_SILENT, 0, "");
  if (answer->status == 404 || answer->status == 410)
    return cs_link_fact_new (address, CS_LINK_GONE, answer->status, "");
  if (answer->status >= 300 && answer->status < 400 && answer->status != 304)
    {
      if (location && is_same_page (address, location))
        return cs_link_fact_new (address, CS_LINK_FINE, answer->status, "");
      return cs_link_fact_new (address, CS_LINK_REDIRECTS, answer->status, location ? location : "");
    }
  if (answer->status >= 400)
    return cs_link_fact_new (address, CS_LINK_FAILED, answer->status, "");
  return cs_link_fact_new (address, CS_LINK_FINE, answer->status, "");
}

/* Servers that know no HEAD say so in many ways, some by silence. */
static gboolean
is_worth_a_get (const CsHttpAnswer *answer)
{
  return answer->status >= 400 && answer->status != 404 && answer->status != 410;
}

static CsHttpAnswer *
ask (CsHttp     *http,
     Look       *look,
     const char *method,
     const char *address)
{
  static const char * const headers[] = { "Accept", "*/*", NULL };
  gint64 left = (look->deadline - g_get_monotonic_time ()) / G_USEC_PER_SEC;

  return cs_http_send (http, method, address, NULL, NULL, headers, (guint) CLAMP (left, 1, CS_LINK_CHECK_SECONDS), MAX_BODY,
                       look->cancellable);
}

static void
follow (gpointer data,
        gpointer user_data)
{
  g_autofree char *address = data;
  Look *look = user_data;
  g_autoptr(CsHttp) http = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;

  if (g_get_monotonic_time () >= look->deadline || g_cancellable_is_cancelled (look->cancellable))
    return;

  http = cs_http_new ();
  answer = ask (http, look, "HEAD", address);
  if (is_worth_a_get (answer) && g_get_monotonic_time () < look->deadline)
    {
      g_clear_pointer (&answer, cs_http_answer_free);
      answer = ask (http, look, "GET", address);
    }
  g_mutex_lock (&look->lock);
  g_ptr_array_add (look->facts, make_fact (address, answer));
  g_mutex_unlock (&look->lock);
}

GPtrArray *
cs_link_check (const char * const *addresses,
               gboolean            practice,
               GCancellable       *cancellable)
{
  Look look = { .cancellable = cancellable };
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GThreadPool *pool;

  look.deadline = g_get_monotonic_time () + CS_LINK_CHECK_ALL_SECONDS * G_USEC_PER_SEC;
  look.facts = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_link_fact_free);
  g_mutex_init (&look.lock);
  pool = g_thread_pool_new (follow, &look, AT_ONCE, FALSE, NULL);
  for (guint i = 0; addresses[i] && g_hash_table_size (seen) < CS_LINK_CHECK_MAX; i++)
    if (is_followed (addresses[i], practice) && g_hash_table_add (seen, (gpointer) addresses[i]))
      g_thread_pool_push (pool, g_strdup (addresses[i]), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  g_mutex_clear (&look.lock);
  return look.facts;
}

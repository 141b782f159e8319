/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-connecting.h"

#include "cs-error.h"
#include "cs-pkce.h"

/* Of the whole process, which may serve several people; few at any time. */
static GMutex lock;
static GPtrArray *all;

void
cs_connecting_free (CsConnecting *connecting)
{
  if (!connecting)
    return;

  cs_oauth_flow_free (connecting->flow);
  g_free (connecting->id);
  g_free (connecting->address);
  g_free (connecting->access);
  g_free (connecting->colour);
  g_free (connecting);
}

/* With the lock held. */
static CsConnecting *
find (const char *id,
      gint64      person)
{
  for (guint i = 0; all && i < all->len; i++)
    {
      CsConnecting *one = g_ptr_array_index (all, i);

      if (one->person == person && (!id || cs_pkce_equal (one->id, id)))
        return one;
    }

  return NULL;
}

/* With the lock held. Returns what the caller frees outside, or NULL where somebody finishes it: he frees it. */
static CsConnecting *
take_out (CsConnecting *connecting)
{
  g_ptr_array_remove_fast (all, connecting);
  if (!connecting->waited_for)
    return connecting;

  cs_oauth_flow_stop (connecting->flow);
  return NULL;
}

void
cs_connecting_add (CsConnecting *connecting)
{
  CsConnecting *old = NULL;

  g_mutex_lock (&lock);
  if (!all)
    all = g_ptr_array_new ();
  old = find (NULL, connecting->person);
  if (old)
    old = take_out (old);
  g_ptr_array_add (all, connecting);
  g_mutex_unlock (&lock);
  cs_connecting_free (old);
}

CsConnecting *
cs_connecting_hold (const char  *id,
                    gint64       person,
                    GError     **error)
{
  CsConnecting *found = NULL;

  g_mutex_lock (&lock);
  found = find (id, person);
  if (found && found->waited_for)
    found = NULL;
  if (found)
    found->waited_for = TRUE;
  g_mutex_unlock (&lock);
  if (!found)
    g_set_error (error, CS_ERROR, CS_ERROR_SIGN_IN_LATE, "There is no such sign-in under way");

  return found;
}

void
cs_connecting_release (CsConnecting *connecting,
                       gboolean      over)
{
  gboolean listed = FALSE;

  g_mutex_lock (&lock);
  connecting->waited_for = FALSE;
  listed = g_ptr_array_find (all, connecting, NULL);
  if (listed && over)
    g_ptr_array_remove_fast (all, connecting);
  g_mutex_unlock (&lock);
  if (!listed || over)
    cs_connecting_free (connecting);
}

void
cs_connecting_cancel (const char *id,
                      gint64      person)
{
  CsConnecting *found = NULL;

  g_mutex_lock (&lock);
  found = find (id, person);
  if (found)
    found = take_out (found);
  g_mutex_unlock (&lock);
  cs_connecting_free (found);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-keyring.h"

struct _CsKeyring
{
  GMutex    lock;      /* of all */
  gint64    person;
  gint64    key;       /* id */
  CsSecret *secret;    /* owned; NULL = closed */
  gint64    opened_at;
};

CsKeyring *
cs_keyring_new (void)
{
  CsKeyring *self = g_new0 (CsKeyring, 1);

  g_mutex_init (&self->lock);
  return self;
}

void
cs_keyring_free (CsKeyring *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->secret, cs_secret_unref);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
cs_keyring_open (CsKeyring *self,
                 gint64     person,
                 gint64     key,
                 CsSecret  *secret,
                 gint64     now)
{
  g_return_if_fail (self != NULL && secret != NULL);

  g_mutex_lock (&self->lock);
  cs_secret_ref (secret);
  g_clear_pointer (&self->secret, cs_secret_unref);
  self->secret = secret;
  self->person = person;
  self->key = key;
  self->opened_at = now;
  g_mutex_unlock (&self->lock);
}

/* With the lock held. What is over is closed here, so that it does not lie about. */
static gboolean
is_open (CsKeyring *self,
         gint64     person,
         gint64     now,
         gint64     seconds)
{
  if (self->secret == NULL)
    return FALSE;

  if (now < self->opened_at || now >= self->opened_at + seconds * G_USEC_PER_SEC)
    {
      g_clear_pointer (&self->secret, cs_secret_unref);
      return FALSE;
    }

  return self->person == person;
}

CsSecret *
cs_keyring_get (CsKeyring *self,
                gint64     person,
                gint64     now,
                gint64     seconds,
                gint64    *key)
{
  CsSecret *secret = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->lock);
  if (is_open (self, person, now, seconds))
    {
      secret = cs_secret_ref (self->secret);
      if (key != NULL)
        *key = self->key;
    }
  g_mutex_unlock (&self->lock);
  return secret;
}

gint64
cs_keyring_get_until (CsKeyring *self,
                      gint64     person,
                      gint64     now,
                      gint64     seconds)
{
  gint64 until;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->lock);
  until = is_open (self, person, now, seconds) ? self->opened_at + seconds * G_USEC_PER_SEC : 0;
  g_mutex_unlock (&self->lock);
  return until;
}

void
cs_keyring_close (CsKeyring *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->secret, cs_secret_unref);
  g_mutex_unlock (&self->lock);
}

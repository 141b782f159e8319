/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-arguments.h"
#include "cs-presence.h"

/* The office forgets who does not say it again within a minute. */
#define RENEWAL 20

struct _CsPresence
{
  GObject    parent_instance;

  CsSession *session;
  gint64     post;    /* 0 = none */
  guint      source;
  gboolean   asking;
  GPtrArray *others;  /* of CsHolderInfo */
};

G_DEFINE_FINAL_TYPE (CsPresence, cs_presence, G_TYPE_OBJECT)

static guint changed_signal;

static gboolean
same_others (GPtrArray *one,
             GPtrArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (((CsHolderInfo *) g_ptr_array_index (one, i))->person != ((CsHolderInfo *) g_ptr_array_index (other, i))->person)
      return FALSE;
  return TRUE;
}

/* Presence is a courtesy: that it could not be told is no news for the person, who hears of a lost office elsewhere. */
static void
held_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CsPresence) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autoptr(GPtrArray) others = NULL;

  self->asking = FALSE;
  if (reply == NULL)
    {
      g_debug ("Holding a draft: %s", error->message);
      return;
    }
  others = cs_reply_read_holders (reply);
  if (self->post == 0 || same_others (others, self->others))
    return;
  g_ptr_array_unref (self->others);
  self->others = g_steal_pointer (&others);
  g_signal_emit (self, changed_signal, 0);
}

void
cs_presence_ask (CsPresence *self)
{
  g_return_if_fail (CS_IS_PRESENCE (self));

  if (self->post == 0 || self->asking)
    return;
  self->asking = TRUE;
  cs_office_call_async (cs_session_get_office (self->session), "draft.hold", cs_arguments_one ("post", self->post), NULL,
                        held_cb, g_object_ref (self));
}

static gboolean
due_cb (gpointer user_data)
{
  cs_presence_ask (user_data);
  return G_SOURCE_CONTINUE;
}

void
cs_presence_hold (CsPresence *self,
                  gint64      post)
{
  g_return_if_fail (CS_IS_PRESENCE (self));

  if (post == 0 || post == self->post)
    return;
  self->post = post;
  if (self->source == 0)
    self->source = g_timeout_add_seconds (RENEWAL, due_cb, self);
  cs_presence_ask (self);
}

void
cs_presence_release (CsPresence *self)
{
  g_return_if_fail (CS_IS_PRESENCE (self));

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->post == 0)
    return;
  cs_office_call_async (cs_session_get_office (self->session), "draft.release", cs_arguments_one ("post", self->post), NULL,
                        NULL, NULL);
  self->post = 0;
}

GPtrArray *
cs_presence_get_others (CsPresence *self)
{
  g_return_val_if_fail (CS_IS_PRESENCE (self), NULL);

  return self->others;
}

static void
cs_presence_finalize (GObject *object)
{
  CsPresence *self = CS_PRESENCE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->session);
  g_ptr_array_unref (self->others);
  G_OBJECT_CLASS (cs_presence_parent_class)->finalize (object);
}

static void
cs_presence_class_init (CsPresenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_presence_finalize;
  changed_signal = g_signal_new ("changed", CS_TYPE_PRESENCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_presence_init (CsPresence *self)
{
  self->others = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_holder_info_free);
}

CsPresence *
cs_presence_new (CsSession *session)
{
  CsPresence *self = g_object_new (CS_TYPE_PRESENCE, NULL);

  self->session = g_object_ref (session);
  return self;
}

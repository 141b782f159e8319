/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-outbox-acts.h"

#include "cs-amend.h"
#include "cs-journal-rows.h"
#include "cs-notice-rows.h"
#include "cs-post.h"

/* What all of the outbox's transactions share: each changes states and appends to the journal at once (rule 4). The actor is 0, the program itself. */

/* One member of a canonical object. @first: whether it opens the object */
void
cs_outbox_put_text (GString    *json,
                    const char *name,
                    const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

  g_string_append_printf (json, "%s\"%s\":\"", json->len == 0 ? "{" : ",", name);
  for (const char *p = normal != NULL ? normal : ""; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (json, '\\');
      if ((guchar) *p < 0x20)
        g_string_append_printf (json, "\\u%04x", (guint) (guchar) *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}

void
cs_outbox_put_number (GString    *json,
                      const char *name,
                      gint64      number)
{
  g_string_append_printf (json, "%s\"%s\":%" G_GINT64_FORMAT, json->len == 0 ? "{" : ",", name, number);
}

gboolean
cs_outbox_journal (CsDb           *db,
                   const CsOutboxAct      *act,
                   gint64          post,
                   CsJournalKind   kind,
                   GString        *details,
                   GError        **error)
{
  g_string_append_c (details, '}');

  return cs_journal_rows_append (db, act->now, 0, post, kind, details->str, error) != 0;
}

gboolean
cs_outbox_tell (CsDb               *db,
                const CsOutboxAct  *act,
                gint64              post,
                CsNoticeKind        kind,
                GString            *details,
                GError            **error)
{
  g_autoptr(GPtrArray) people = cs_person_rows_list (db, error);
  g_autoptr(CsPostRow) row = cs_post_rows_get (db, post, people != NULL ? error : NULL);

  if (people == NULL || row == NULL)
    return FALSE;

  g_string_append_c (details, '}');
  for (guint i = 0; i < people->len; i++)
    {
      const CsPersonRow *person = g_ptr_array_index (people, i);

      if (person->retired_at == 0 && ((person->roles & CS_ROLE_DUTY) != 0 || person->id == row->author) &&
          cs_notice_rows_add (db, person->id, post, kind, details->str, act->now, error) == 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
find_act (CsPostState  state,
          CsPostAct   *act)
{
  switch (state)
    {
    case CS_POST_QUEUED:
      *act = CS_ACT_QUEUE;
      return TRUE;
    case CS_POST_SENDING:
      *act = CS_ACT_ARM;
      return TRUE;
    case CS_POST_PUBLISHED:
      *act = CS_ACT_PUBLISHED;
      return TRUE;
    case CS_POST_PARTLY_PUBLISHED:
      *act = CS_ACT_PARTLY;
      return TRUE;
    case CS_POST_UNKNOWN:
      *act = CS_ACT_UNKNOWN;
      return TRUE;
    case CS_POST_FAILED:
      *act = CS_ACT_FAILED;
      return TRUE;
    case CS_POST_EXPIRED:
      *act = CS_ACT_EXPIRE;
      return TRUE;
    case CS_POST_DRAFT:
    case CS_POST_IN_REVIEW:
    case CS_POST_RETURNED:
    case CS_POST_REJECTED:
    case CS_POST_SIGNED:
    case CS_POST_HELD:
    case CS_POST_CORRECTED:
    case CS_POST_WITHDRAWN:
    default:
      return FALSE;
    }
}

gboolean
cs_outbox_change_post (CsDb         *db,
                       const CsOutboxAct    *act,
                       CsPostRow    *post,
                       CsPostState   wanted,
                       GError      **error)
{
  g_autoptr(GString) details = NULL;
  CsPostState was = post->state;
  CsPostState next;
  CsPostAct post_act;

  if (was == wanted || !find_act (wanted, &post_act) || !cs_post_next_state (was, post_act, &next, NULL) || next == was)
    return TRUE;

  post->state = next;
  post->changed_at = act->now;
  details = g_string_new (NULL);
  cs_outbox_put_text (details, "act", cs_post_act_nick (post_act));
  cs_outbox_put_text (details, "from", cs_post_state_nick (was));
  cs_outbox_put_text (details, "to", cs_post_state_nick (next));

  return cs_post_rows_update (db, post, was, error) &&
         cs_outbox_journal (db, act, post->id, CS_JOURNAL_STATE_CHANGED, details, error) &&
         cs_amend_follow (db, post, act->now, error);
}

gboolean
cs_outbox_update_post (CsDb                    *db,
                       const CsOutboxAct               *act,
                       const CsPublicationRow  *publication,
                       GError                 **error)
{
  g_autoptr(CsPostRow) post = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autofree CsPublicationState *states = NULL;
  g_autofree gboolean *planned = NULL;

  if (!(post = cs_post_rows_get (db, publication->post, error)) ||
      !(all = cs_publication_rows_list (db, publication->post, publication->revision, error)))
    return FALSE;

  /* Publications of an earlier revision say nothing of the post as it is now. */
  if (post->revision != publication->revision)
    return TRUE;

  states = g_new (CsPublicationState, all->len);
  planned = g_new (gboolean, all->len);
  for (guint i = 0; i < all->len; i++)
    {
      const CsPublicationRow *row = g_ptr_array_index (all, i);

      states[i] = row->state;
      planned[i] = row->next_try_at != 0;
    }

  return cs_outbox_change_post (db, act, post, cs_post_state_from_publications (states, planned, all->len), error);
}

static gpointer
take_lease_job (CsDb     *db,
                gpointer  data,
                GError  **error)
{
  CsOutboxAct *act = data;

  cs_lease_rows_take (db, CS_OUTBOX_LEASE_NAME, act->holder, act->now, act->now + CS_OUTBOX_LEASE, &act->flag, error);

  return NULL;
}

static gpointer
give_lease_back_job (CsDb     *db,
                     gpointer  data,
                     GError  **error)
{
  CsOutboxAct *act = data;

  cs_lease_rows_release (db, CS_OUTBOX_LEASE_NAME, act->holder, error);

  return NULL;
}

gboolean
cs_outbox_transact (CsStore     *store,
                    CsStoreJob   job,
                    CsOutboxAct         *act,
                    const char  *doing,
                    GError     **error)
{
  GError *local = NULL;

  cs_store_write (store, job, act, &local);
  if (local == NULL)
    return TRUE;

  g_propagate_prefixed_error (error, local, "%s: ", doing);

  return FALSE;
}

gboolean
cs_outbox_take_lease (CsStore     *store,
                      const char  *holder,
                      gint64       now,
                      gboolean    *held,
                      GError     **error)
{
  CsOutboxAct act = { holder, 0, now };
  gboolean good = cs_outbox_transact (store, take_lease_job, &act, "Taking the publisher's lease", error);

  *held = good && act.flag;

  return good;
}

gboolean
cs_outbox_give_lease_back (CsStore     *store,
                           const char  *holder,
                           GError     **error)
{
  CsOutboxAct act = { holder };

  return cs_outbox_transact (store, give_lease_back_job, &act, "Giving the publisher's lease back", error);
}

void
cs_outbox_set_text (char       **field,
                    const char  *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

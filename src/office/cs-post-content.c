/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-amends.h"
#include "cs-check-films.h"
#include "cs-chain-rows.h"
#include "cs-comments.h"
#include "cs-library-rows.h"
#include "cs-post-rules.h"

/* The working copy of a post: kept, described for lists, and whoever changed it remembered. */

#define MAX_THUMBNAILS 3

static char *
list_thumbnails (const CsContent *content)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);

      for (guint j = 0; j < segment->media->len && n < MAX_THUMBNAILS; j++, n++)
        {
          g_autofree char *hex = cs_digest_to_hex (cs_media_item_get_shown (cs_segment_get_media (segment, j)));

          g_string_append_printf (text, n > 0 ? " %s" : "%s", hex);
        }
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
list_accounts (const CsContent *content)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < content->accounts->len; i++)
    g_string_append_printf (text, i > 0 ? " %" G_GINT64_FORMAT : "%" G_GINT64_FORMAT,
                            g_array_index (content->accounts, gint64, i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
cs_post_content_describe (CsPostRow       *post,
                          const CsContent *content)
{
  g_free (post->excerpt);
  g_free (post->thumbnails);
  g_free (post->accounts);
  post->excerpt = cs_content_excerpt (content);
  post->thumbnails = list_thumbnails (content);
  post->accounts = list_accounts (content);
}

gboolean
cs_post_content_store (CsCall           *call,
                       const CsPostRow  *post,
                       const CsContent  *content,
                       gint64            version,
                       GError          **error)
{
  g_autofree char *canonical = cs_content_to_canonical (content);
  g_autofree char *words = cs_content_search_text (content);
  CsWorkingCopyRow row = {
    .post = post->id,
    .content = canonical,
    .saved_by = call->actor->id,
    .saved_at = call->now,
    .version = version,
  };

  return cs_working_copy_rows_set (call->db, &row, words, error) &&
         cs_amends_keep (call, post, content, error) &&
         cs_library_rows_set_uses (call->db, post->id, content, error);
}

/* Who becomes a contributor takes back what he approved: the open stage is then the first that is no longer fulfilled, with a clock of its own. */
static gboolean
add_contributor (CsCall     *call,
                 CsPostRow  *post,
                 gint64      person,
                 GError    **error)
{
  g_autoptr(CsChainRows) rows = NULL;
  gboolean added = FALSE;
  guint open;

  if (!cs_contributor_rows_add (call->db, post->id, person, call->now, &added, error))
    return FALSE;
  if (!added)
    return TRUE;
  if (!cs_call_journal_by (call, person, post->id, CS_JOURNAL_CONTRIBUTED, NULL, error))
    return FALSE;
  if (post->state != CS_POST_IN_REVIEW)
    return TRUE;

  if (!(rows = cs_chain_rows_load (call->db, post, call->now, error)))
    return FALSE;
  open = cs_chain_find_open_stage (&rows->chain);
  return open >= post->stage ||
         (cs_post_acts_open_stage (call, post, open, error) &&
          cs_post_acts_change_state (call, post, CS_ACT_STEP_BACK, error) && cs_claims_end (call, post->id, TRUE, error));
}

gboolean
cs_post_content_is_stored (const CsContent        *content,
                           const CsWorkingCopyRow *stored)
{
  g_autofree char *canonical = cs_content_to_canonical (content);

  return g_str_equal (canonical, stored->content);
}

gboolean
cs_post_content_save (CsCall                  *call,
                      CsPostRow               *post,
                      const CsContent         *content,
                      const CsWorkingCopyRow  *stored,
                      gint64                   suggested_by,
                      GError                 **error)
{
  if (!cs_post_content_is_stored (content, stored) &&
      (!add_contributor (call, post, call->actor->id, error) ||
       (suggested_by != 0 && !add_contributor (call, post, suggested_by, error))))
    return FALSE;

  cs_post_content_describe (post, content);
  return cs_post_content_store (call, post, content, stored->version + 1, error) &&
         cs_post_acts_update (call, post, error);
}

JsonObject *
cs_post_content_reply (const CsPostRow *post,
                       gint64           version)
{
  JsonObject *reply = json_object_new ();

  json_object_set_int_member (reply, "id", post->id);
  json_object_set_int_member (reply, "version", version);
  return reply;
}

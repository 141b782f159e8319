/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-comment.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cs-error.h"
#include "cs-json-scan.h"

/* Kinds, and anchors as they are made and stored. Where one stands in another revision: cs-comment-find.c. */

#define SURROUNDINGS 32        /* characters on each side */
#define MAX_QUOTE 8000         /* characters */
#define MAX_JSON_BYTES 200000
#define MAX_NUMBER 10000000

typedef struct
{
  const char *nick;
  const char *label; /* NC_(); NULL where no person reads it */
} Entry;

static const Entry kinds[] = {
  [CS_COMMENT_REMARK] = { "comment", NC_("kind of comment", "Comment") },
  [CS_COMMENT_QUESTION] = { "question", NC_("kind of comment", "Question") },
  [CS_COMMENT_ANSWER] = { "answer", NC_("kind of comment", "Answer") },
  [CS_COMMENT_SUGGESTION] = { "suggestion", NC_("kind of comment", "Suggestion") },
};

static const char * const anchor_nicks[] = {
  [CS_ANCHOR_POST] = "post",
  [CS_ANCHOR_WORDS] = "words",
  [CS_ANCHOR_PICTURE] = "picture",
  [CS_ANCHOR_SOURCE] = "source",
};

const char *
cs_comment_kind_nick (CsCommentKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), kinds[0].nick);

  return kinds[kind].nick;
}

gboolean
cs_comment_kind_from_nick (const char    *nick,
                           CsCommentKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; nick != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].nick, nick) == 0)
      {
        *kind = (CsCommentKind) i;
        return TRUE;
      }

  return FALSE;
}

const char *
cs_comment_kind_label (CsCommentKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), "");

  return g_dpgettext2 (NULL, "kind of comment", kinds[kind].label);
}

CsCommentAnchor *
cs_comment_anchor_new_post (void)
{
  CsCommentAnchor *anchor = g_new0 (CsCommentAnchor, 1);

  anchor->kind = CS_ANCHOR_POST;
  anchor->quote = g_strdup ("");
  anchor->before = g_strdup ("");
  anchor->after = g_strdup ("");
  return anchor;
}

CsCommentAnchor *
cs_comment_anchor_new_words (const CsContent  *content,
                             guint             segment,
                             guint             start,
                             guint             end,
                             GError          **error)
{
  g_autoptr(CsCommentAnchor) anchor = NULL;
  const char *text = NULL;
  guint before = MIN (start, SURROUNDINGS);
  glong length;

  g_return_val_if_fail (content != NULL, NULL);

  if (segment < cs_content_count_parts (content))
    text = cs_content_get_part (content, segment)->text;
  length = text != NULL ? g_utf8_strlen (text, -1) : 0;
  if (start >= end || end > length || end - start > MAX_QUOTE)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID,
                   "Segment %u has no characters %u to %u that can be spoken of", segment + 1, start, end);
      return NULL;
    }

  anchor = g_new0 (CsCommentAnchor, 1);
  anchor->kind = CS_ANCHOR_WORDS;
  anchor->segment = segment;
  anchor->start = start;
  anchor->end = end;
  anchor->quote = g_utf8_substring (text, start, end);
  anchor->before = g_utf8_substring (text, start - before, start);
  anchor->after = g_utf8_substring (text, end, MIN (length, (glong) end + SURROUNDINGS));
  return g_steal_pointer (&anchor);
}

CsCommentAnchor *
cs_comment_anchor_new_picture (guint           segment,
                               const CsDigest *picture)
{
  CsCommentAnchor *anchor = cs_comment_anchor_new_post ();

  g_return_val_if_fail (picture != NULL, anchor);

  anchor->kind = CS_ANCHOR_PICTURE;
  anchor->segment = segment;
  anchor->picture = *picture;
  return anchor;
}

CsCommentAnchor *
cs_comment_anchor_new_source (const CsContent  *content,
                              guint             source,
                              GError          **error)
{
  CsCommentAnchor *anchor = NULL;
  const CsSource *named = NULL;

  g_return_val_if_fail (content != NULL, NULL);

  if (source >= content->sources->len)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "There is no source %u", source + 1);
      return NULL;
    }

  named = cs_content_get_source (content, source);
  anchor = cs_comment_anchor_new_post ();
  anchor->kind = CS_ANCHOR_SOURCE;
  anchor->source = source;
  g_free (anchor->quote);
  anchor->quote = g_strdup (*named->address != '\0' ? named->address : named->title);
  return anchor;
}

CsCommentAnchor *
cs_comment_anchor_copy (const CsCommentAnchor *anchor)
{
  CsCommentAnchor *copy = g_memdup2 (anchor, sizeof *anchor);

  copy->quote = g_strdup (anchor->quote);
  copy->before = g_strdup (anchor->before);
  copy->after = g_strdup (anchor->after);
  return copy;
}

void
cs_comment_anchor_free (CsCommentAnchor *anchor)
{
  if (anchor == NULL)
    return;

  g_free (anchor->quote);
  g_free (anchor->before);
  g_free (anchor->after);
  g_free (anchor);
}

/* Members are set in alphabetical order: that is the order in which they are written. */
char *
cs_comment_anchor_to_canonical (const CsCommentAnchor *anchor)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *picture = cs_digest_to_hex (&anchor->picture);
  gboolean words = anchor->kind == CS_ANCHOR_WORDS;

  if (words)
    {
      json_object_set_string_member (object, "after", anchor->after);
      json_object_set_string_member (object, "before", anchor->before);
      json_object_set_int_member (object, "end", anchor->end);
    }
  json_object_set_string_member (object, "kind", anchor_nicks[anchor->kind]);
  if (anchor->kind == CS_ANCHOR_PICTURE)
    json_object_set_string_member (object, "picture", picture);
  if (words || anchor->kind == CS_ANCHOR_SOURCE)
    json_object_set_string_member (object, "quote", anchor->quote);
  if (words || anchor->kind == CS_ANCHOR_PICTURE)
    json_object_set_int_member (object, "segment", anchor->segment);
  if (anchor->kind == CS_ANCHOR_SOURCE)
    json_object_set_int_member (object, "source", anchor->source);
  if (words)
    json_object_set_int_member (object, "start", anchor->start);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static gboolean
refuse (const char  *what,
        GError     **error)
{
  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "The anchor of a comment: “%s” is not acceptable", what);
  return FALSE;
}

static gboolean
read_number (JsonObject  *object,
             const char  *member,
             guint       *value,
             GError     **error)
{
  JsonNode *node = json_object_get_member (object, member);
  gint64 number;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return refuse (member, error);

  number = json_node_get_int (node);
  if (number < 0 || number > MAX_NUMBER)
    return refuse (member, error);

  *value = (guint) number;
  return TRUE;
}

static gboolean
read_text (JsonObject  *object,
           const char  *member,
           char       **value,
           GError     **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (member, error);

  g_free (*value);
  *value = g_utf8_normalize (json_node_get_string (node), -1, G_NORMALIZE_NFC);
  return TRUE;
}

static gboolean
read_kind (JsonObject    *object,
           CsAnchorKind  *kind,
           GError       **error)
{
  g_autofree char *nick = g_strdup ("");

  if (!read_text (object, "kind", &nick, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (anchor_nicks); i++)
    if (strcmp (anchor_nicks[i], nick) == 0)
      {
        *kind = (CsAnchorKind) i;
        return TRUE;
      }

  return refuse ("kind", error);
}

static gboolean
read_anchor (CsCommentAnchor  *anchor,
             JsonObject       *object,
             GError          **error)
{
  static const char * const known[] = {
    "after", "before", "end", "kind", "picture", "quote", "segment", "source", "start", NULL
  };
  g_autofree char *picture = g_strdup ("");
  g_autoptr(GList) names = json_object_get_members (object);

  for (GList *link = names; link != NULL; link = link->next)
    if (!g_strv_contains (known, link->data))
      return refuse (link->data, error);

  if (!read_kind (object, &anchor->kind, error) ||
      !read_number (object, "segment", &anchor->segment, error) ||
      !read_number (object, "start", &anchor->start, error) ||
      !read_number (object, "end", &anchor->end, error) ||
      !read_number (object, "source", &anchor->source, error) ||
      !read_text (object, "quote", &anchor->quote, error) ||
      !read_text (object, "before", &anchor->before, error) ||
      !read_text (object, "after", &anchor->after, error) ||
      !read_text (object, "picture", &picture, error))
    return FALSE;

  if (anchor->kind == CS_ANCHOR_WORDS && anchor->start >= anchor->end)
    return refuse ("end", error);
  if (anchor->kind == CS_ANCHOR_PICTURE && !cs_digest_from_hex (picture, &anchor->picture, NULL))
    return refuse ("picture", error);
  return TRUE;
}

CsCommentAnchor *
cs_comment_anchor_parse (const char  *json,
                         GError     **error)
{
  g_autoptr(CsCommentAnchor) anchor = NULL;
  g_autoptr(JsonNode) root = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  if (!cs_json_scan (json, MAX_JSON_BYTES, 2, error))
    return NULL;

  root = json_from_string (json, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      refuse (json, error);
      return NULL;
    }

  anchor = cs_comment_anchor_new_post ();
  if (!read_anchor (anchor, json_node_get_object (root), error))
    return NULL;
  return g_steal_pointer (&anchor);
}

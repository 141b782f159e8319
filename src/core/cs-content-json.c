/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-content-private.h"
#include "cs-error.h"
#include "cs-json-scan.h"

#define MAX_DEPTH 16

static gboolean
read_segments (JsonObject  *object,
               const char  *where,
               GPtrArray   *segments,
               GError     **error)
{
  JsonArray *array;

  if (!cs_read_array (object, where, "segments", CS_CONTENT_MAX_SEGMENTS, &array, error))
    return FALSE;
  if (array == NULL)
    return TRUE;
  if (json_array_get_length (array) == 0)
    return cs_read_refuse (error, where, "segments", "is empty");

  g_ptr_array_set_size (segments, 0);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *here = g_strdup_printf ("%ssegments[%u].", where, i);
      JsonObject *member = cs_read_get_object (array, i, here, error);
      CsSegment *segment = member ? cs_segment_read (member, here, error) : NULL;

      if (segment == NULL)
        return FALSE;
      g_ptr_array_add (segments, segment);
    }

  return TRUE;
}

static CsSource *
read_source (JsonObject  *object,
             const char  *where,
             GError     **error)
{
  static const char * const known[] = {
    "address", "card", "date", "note", "number", "page", "publisher", "snapshot", "title", "until", NULL
  };
  g_autoptr(CsSource) source = cs_source_new (NULL, NULL, NULL, NULL);

  if (!cs_read_check_members (object, where, known, error) ||
      !cs_read_text (object, where, "address", &source->address, error) ||
      !cs_read_text (object, where, "date", &source->date, error) ||
      !cs_read_text (object, where, "publisher", &source->publisher, error) ||
      !cs_read_text (object, where, "title", &source->title, error) ||
      !cs_read_text (object, where, "number", &source->number, error) ||
      !cs_read_text (object, where, "page", &source->page, error) ||
      !cs_read_text (object, where, "note", &source->note, error) ||
      !cs_read_text (object, where, "until", &source->until, error) ||
      !cs_read_digest (object, where, "snapshot", &source->snapshot, error) ||
      !cs_read_integer (object, where, "card", 0, G_MAXINT64, &source->card, error))
    return NULL;

  return g_steal_pointer (&source);
}

static gboolean
read_sources (CsContent   *content,
              JsonObject  *object,
              GError     **error)
{
  JsonArray *array;

  if (!cs_read_array (object, "", "sources", CS_CONTENT_MAX_SOURCES, &array, error))
    return FALSE;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *where = g_strdup_printf ("sources[%u].", i);
      JsonObject *member = cs_read_get_object (array, i, where, error);
      CsSource *source = member ? read_source (member, where, error) : NULL;

      if (source == NULL)
        return FALSE;
      g_ptr_array_add (content->sources, source);
    }

  return TRUE;
}

/* @accounts: of gint64, in any order */
static gboolean
read_accounts (JsonObject  *object,
               const char  *where,
               GArray      *accounts,
               GError     **error)
{
  JsonArray *array;

  if (!cs_read_array (object, where, "accounts", CS_CONTENT_MAX_ACCOUNTS, &array, error))
    return FALSE;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *here = g_strdup_printf ("%saccounts[%u]", where, i);
      gint64 account = 0;

      if (!cs_read_take_integer (json_array_get_element (array, i), here, "", 1, G_MAXINT64, &account, error))
        return FALSE;
      g_array_append_val (accounts, account);
    }

  return TRUE;
}

/* An account that the post does not go to, or that has its variant already, is refused: what is signed has to say one thing. */
static gboolean
add_variant (CsContent   *content,
             CsVariant   *variant,
             const char  *where,
             GError     **error)
{
  g_autoptr(CsVariant) own = variant;

  for (guint i = 0; i < own->accounts->len; i++)
    {
      gint64 account = g_array_index (own->accounts, gint64, i);

      if (!cs_content_has_account (content, account) || cs_content_find_variant (content, account) != NULL)
        return cs_read_refuse (error, where, "accounts", "names an account that the post does not go to, or that has other words already");
    }
  if (own->accounts->len == 0)
    return cs_read_refuse (error, where, "accounts", "is empty");
  cs_content_set_variant (content, g_steal_pointer (&own));

  return TRUE;
}

static gboolean
read_variants (CsContent   *content,
               JsonObject  *object,
               GError     **error)
{
  static const char * const known[] = { "accounts", "base", "language", "segments", NULL };
  JsonArray *array;

  if (!cs_read_array (object, "", "variants", CS_CONTENT_MAX_VARIANTS, &array, error))
    return FALSE;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *where = g_strdup_printf ("variants[%u].", i);
      g_autoptr(CsVariant) variant = cs_variant_new ();
      JsonObject *member = cs_read_get_object (array, i, where, error);

      if (member == NULL ||
          !cs_read_check_members (member, where, known, error) ||
          !read_accounts (member, where, variant->accounts, error) ||
          !cs_read_digest (member, where, "base", &variant->base, error) ||
          (json_object_has_member (member, "language") && !cs_read_language (member, where, "language", &variant->language, error)) ||
          !read_segments (member, where, variant->segments, error) ||
          !add_variant (content, g_steal_pointer (&variant), where, error))
        return FALSE;
    }

  return TRUE;
}

/* What only the whole shows. */
static gboolean
check_whole (const CsContent  *content,
             GError          **error)
{
  g_autoptr(GPtrArray) parts = cs_content_list_parts (content);

  if (parts->len > CS_CONTENT_MAX_PARTS)
    return cs_read_refuse_large (error, "", "variants", "has too many segments");

  for (guint i = 0; i < parts->len; i++)
    {
      const CsSegment *segment = g_ptr_array_index (parts, i);

      for (guint j = 0; j < segment->claims->len; j++)
        if (((const CsClaim *) g_ptr_array_index (segment->claims, j))->source >= content->sources->len)
          return cs_read_refuse (error, "", "claims", "names a source that is not there");
    }

  return TRUE;
}

static gboolean
read_amends (CsContent   *content,
             JsonObject  *object,
             GError     **error)
{
  JsonNode *node = json_object_get_member (object, "amends");

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return cs_read_refuse (error, "", "amends", "is not an object");

  return (content->amends = cs_amendment_read (json_node_get_object (node), error)) != NULL;
}

static gboolean
read_settings (CsContent   *content,
               JsonObject  *object,
               GError     **error)
{
  g_autofree char *visibility = NULL;
  g_autofree char *quotes_from = NULL;
  g_autofree char *replies_from = NULL;

  if (!cs_read_language (object, "", "language", &content->language, error) ||
      !cs_read_text (object, "", "warning", &content->warning, error) ||
      !cs_read_text (object, "", "visibility", &visibility, error) ||
      !cs_read_text (object, "", "quotes_from", &quotes_from, error) ||
      !cs_read_text (object, "", "replies_from", &replies_from, error) ||
      !cs_read_boolean (object, "", "numbered", &content->numbered, error) ||
      !cs_read_boolean (object, "", "ai_made", &content->ai_made, error))
    return FALSE;
  if (visibility != NULL && !cs_visibility_from_nick (visibility, &content->visibility))
    return cs_read_refuse (error, "", "visibility", "is not known");
  if (quotes_from != NULL && !cs_quotes_from_from_nick (quotes_from, &content->quotes_from))
    return cs_read_refuse (error, "", "quotes_from", "is not known");
  if (replies_from != NULL && !cs_replies_from_from_nick (replies_from, &content->replies_from))
    return cs_read_refuse (error, "", "replies_from", "is not known");

  return TRUE;
}

static gboolean
read_content (CsContent   *content,
              JsonObject  *object,
              GError     **error)
{
  static const char * const known[] = {
    "accounts", "ai_made", "amends", "language", "numbered", "quotes_from", "replies_from", "segments", "sources", "variants", "version",
    "visibility", "warning", NULL
  };
  g_autoptr(GArray) accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 number = CS_CONTENT_VERSION;

  if (!cs_read_check_members (object, "", known, error) ||
      !cs_read_integer (object, "", "version", CS_CONTENT_VERSION, CS_CONTENT_VERSION, &number, error) ||
      !read_settings (content, object, error) ||
      !read_amends (content, object, error) ||
      !read_accounts (object, "", accounts, error) ||
      !read_segments (object, "", content->segments, error) ||
      !read_sources (content, object, error))
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    cs_content_add_account (content, g_array_index (accounts, gint64, i));

  return read_variants (content, object, error) && check_whole (content, error);
}

/* Normal form and escapes make a text up to three times as long; what comes in has to come in again as we write it. */
static gboolean
check_canonical_size (const CsContent  *content,
                      gsize             size,
                      GError          **error)
{
  g_autofree char *canonical = NULL;

  if (size <= CS_CONTENT_MAX_JSON_BYTES / 4)
    return TRUE;

  canonical = cs_content_to_canonical (content);
  if (strlen (canonical) <= CS_CONTENT_MAX_JSON_BYTES)
    return TRUE;

  g_set_error_literal (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The content as a whole is too long");

  return FALSE;
}

CsContent *
cs_content_parse (const char  *json,
                  GError     **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(CsContent) content = NULL;
  g_autoptr(GError) local_error = NULL;
  JsonNode *root;

  g_return_val_if_fail (json != NULL, NULL);

  if (!cs_json_scan (json, CS_CONTENT_MAX_JSON_BYTES, MAX_DEPTH, error))
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, json, -1, &local_error))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Content is not JSON: %s", local_error->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "Content is not a JSON object");
      return NULL;
    }

  content = cs_content_new ();
  if (!read_content (content, json_node_get_object (root), error) ||
      !check_canonical_size (content, strlen (json), error))
    return NULL;

  return g_steal_pointer (&content);
}

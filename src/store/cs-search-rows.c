/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-db-private.h"
#include "cs-post-rows.h"
#include "cs-search-rows.h"
#include "cs-store-resources.h"
#include "cs-tokenizer.h"

/* How a word's end is looked for. */
typedef enum
{
  END_NOTHING, /* no letter in the word */
  END_LATIN,
  END_PAIR,    /* of Chinese characters: their pairs say it all */
  END_LONE,    /* one Chinese character: the start of some pair */
} WordEnd;

static WordEnd
find_word_end (const char *word)
{
  WordEnd end = END_NOTHING;
  gboolean paired_before = FALSE;

  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean paired = cs_tokenizer_is_paired (character);

      if (paired)
        end = paired_before ? END_PAIR : END_LONE;
      else if (g_unichar_isalnum (character))
        end = END_LATIN;

      paired_before = paired;
    }

  return end;
}

/* As a string of FTS5: a quote inside is doubled, nothing else has a meaning there. */
static void
append_quoted (GString    *match,
               const char *word)
{
  g_string_append_c (match, '"');
  for (const char *at = word; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (match, '"');
      g_string_append_c (match, *at);
    }
  g_string_append_c (match, '"');
}

static char **
split_words (const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);

  for (char *at = normal; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isspace (g_utf8_get_char (at)))
      memset (at, ' ', (gsize) (g_utf8_next_char (at) - at));

  return g_strsplit (normal, " ", -1);
}

char *
cs_search_make_match (const char *words)
{
  g_auto(GStrv) list = split_words (words);
  g_autoptr(GString) match = g_string_new (NULL);
  WordEnd end = END_NOTHING;

  for (guint i = 0; list[i] != NULL; i++)
    {
      WordEnd this_end = find_word_end (list[i]);

      if (this_end == END_NOTHING)
        continue;

      end = this_end;
      if (match->len > 0)
        g_string_append (match, " AND ");

      append_quoted (match, list[i]);
      if (end == END_LONE)
        g_string_append (match, " *");
    }

  /* The last word may still be being typed. */
  if (end == END_LATIN)
    g_string_append (match, " *");

  return match->len > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}

gboolean
cs_search_rows_set (CsDb        *db,
                    gint64       post,
                    const char  *text,
                    GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  /* An autosave that changes no word leaves the index alone. */
  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO post_texts (post, text) VALUES ($1, $2) "
                              "ON CONFLICT (post) DO UPDATE SET text = excluded.text WHERE text <> excluded.text",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, post);
  cs_stmt_bind_text (stmt, 2, text);
  return cs_stmt_run (stmt, error);
}

gboolean
cs_search_rows_rebuild (CsDb    *db,
                        GError **error)
{
  g_autoptr(CsTxn) txn = NULL;
  g_autoptr(GBytes) sql = NULL;

  sql = g_resource_lookup_data (cs_store_get_resource (), "/org/countersign/store/sql/0002-search.sql",
                                G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (sql == NULL ||
      !(txn = cs_txn_begin (db, error)) ||
      !cs_db_run_script (db,
                         "DROP TRIGGER IF EXISTS post_texts_inserted;"
                         "DROP TRIGGER IF EXISTS post_texts_deleted;"
                         "DROP TRIGGER IF EXISTS post_texts_updated;"
                         "DROP TABLE IF EXISTS post_search;",
                         error) ||
      !cs_db_run_script (db, g_bytes_get_data (sql, NULL), error))
    {
      g_prefix_error (error, "Making the search index anew: ");
      return FALSE;
    }

  return cs_txn_commit (g_steal_pointer (&txn), error);
}

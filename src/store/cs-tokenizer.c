/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-db-private.h"
#include "cs-tokenizer.h"

/* Chinese is written without spaces, so words cannot be found by their borders: every pair of neighbouring characters
 * becomes a token, and the last character of a run one more, so that every single character starts a token. A query of
 * n characters is then a phrase of n - 1 pairs, which finds exactly what a substring search does. All that is not Chinese,
 * Japanese or Korean goes to unicode61. */

typedef struct
{
  fts5_tokenizer  latin;    /* unicode61 */
  Fts5Tokenizer  *instance; /* of it; owned */
} Tokenizer;

typedef int (*TokenFunc) (void *context, int flags, const char *token, int size, int start, int end);

/* One call of xTokenize. */
typedef struct
{
  TokenFunc   emit;
  void       *context;
  const char *text;
  int         offset;     /* of the part that unicode61 is given */
  int         lone_start; /* a run's last character that waits for what follows; -1 = none */
  int         lone_end;
} Walk;

gboolean
cs_tokenizer_is_paired (gunichar character)
{
  if (character < 0x1100)
    return FALSE;

  if (character == 0x30fc || character == 0xff70) /* the long vowel mark belongs to no script */
    return TRUE;

  switch ((int) g_unichar_get_script (character))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return g_unichar_isalnum (character);
    default:
      return FALSE;
    }
}

/* Broken UTF-8 must not run past the end: such a byte counts as one character that is no letter. */
static gunichar
get_character (const char *at,
               const char *end,
               int        *size)
{
  gunichar character = g_utf8_get_char_validated (at, end - at);

  if (character == (gunichar) -1 || character == (gunichar) -2)
    {
      *size = 1;
      return 0;
    }

  *size = (int) (g_utf8_next_char (at) - at);
  return character;
}

static int
emit_lone (Walk *walk)
{
  int start = walk->lone_start;

  if (start < 0)
    return SQLITE_OK;

  walk->lone_start = -1;
  return walk->emit (walk->context, 0, walk->text + start, walk->lone_end - start, start, walk->lone_end);
}

static int
latin_token_cb (void       *context,
                int         flags,
                const char *token,
                int         size,
                int         start,
                int         end)
{
  Walk *walk = context;
  int code = emit_lone (walk);

  return code != SQLITE_OK ? code
                           : walk->emit (walk->context, flags, token, size,
                                         start + walk->offset, end + walk->offset);
}

/* Emits the run of paired characters that starts at @start; @behind: (out): where it ends */
static int
tokenize_run (Walk *walk,
              int   start,
              int   length,
              int  *behind)
{
  const char *end = walk->text + length;
  int previous = -1;
  int at = start;
  int size = 0;
  int code = emit_lone (walk);

  while (code == SQLITE_OK && at < length &&
         cs_tokenizer_is_paired (get_character (walk->text + at, end, &size)))
    {
      if (previous >= 0)
        code = walk->emit (walk->context, 0, walk->text + previous, at + size - previous,
                           previous, at + size);
      previous = at;
      at += size;
    }

  walk->lone_start = previous;
  walk->lone_end = at;
  *behind = at;
  return code;
}

/* The end of the stretch without paired characters that starts at @start */
static int
find_latin_end (const char *text,
                int         start,
                int         length)
{
  int at = start;
  int size = 0;

  while (at < length)
    {
      if ((guchar) text[at] < 0x80)
        size = 1;
      else if (cs_tokenizer_is_paired (get_character (text + at, text + length, &size)))
        break;

      at += size;
    }

  return at;
}

static int
tokenize (Fts5Tokenizer *instance,
          void          *context,
          int            flags,
          const char    *text,
          int            length,
          TokenFunc      emit)
{
  Tokenizer *self = (Tokenizer *) instance;
  Walk walk = { emit, context, text, 0, -1, -1 };
  int at = 0;
  int code = SQLITE_OK;
  gboolean only = TRUE; /* the waiting character is a run of its own */

  while (code == SQLITE_OK && at < length)
    {
      int end = find_latin_end (text, at, length);

      walk.offset = at;
      if (end > at)
        code = self->latin.xTokenize (self->instance, &walk, flags, text + at, end - at, latin_token_cb);

      at = end;
      if (code == SQLITE_OK && at < length)
        {
          int start = at;

          code = tokenize_run (&walk, at, length, &at);
          only = walk.lone_start == start;
        }
    }

  /* In a query's last run the pairs say it all; the document may go on there. */
  if (code == SQLITE_OK && ((flags & FTS5_TOKENIZE_QUERY) == 0 || only))
    code = emit_lone (&walk);

  return code;
}

static void
tokenizer_delete (Fts5Tokenizer *instance)
{
  Tokenizer *self = (Tokenizer *) instance;

  if (self->instance != NULL)
    self->latin.xDelete (self->instance);

  g_free (self);
}

static int
tokenizer_create (void           *api,
                  const char    **arguments,
                  int             n_arguments,
                  Fts5Tokenizer **instance)
{
  fts5_api *fts5 = api;
  Tokenizer *self = g_new0 (Tokenizer, 1);
  void *latin_data = NULL;
  int code;

  code = fts5->xFindTokenizer (fts5, "unicode61", &latin_data, &self->latin);
  if (code == SQLITE_OK)
    code = self->latin.xCreate (latin_data, NULL, 0, &self->instance);

  if (code != SQLITE_OK)
    {
      g_free (self);
      return code;
    }

  *instance = (Fts5Tokenizer *) self;
  return SQLITE_OK;
}

static fts5_api *
find_api (CsDb *db)
{
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db->handle, "SELECT fts5 (?1)", -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }

  sqlite3_finalize (statement);
  return api;
}

gboolean
cs_tokenizer_register (CsDb    *db,
                       GError **error)
{
  fts5_tokenizer functions = { tokenizer_create, tokenizer_delete, tokenize };
  fts5_api *api = find_api (db);

  if (api == NULL || api->xCreateTokenizer (api, "countersign", api, &functions, NULL) != SQLITE_OK)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_FAILED, "This SQLite has no full-text search (FTS5)");
      return FALSE;
    }

  return TRUE;
}

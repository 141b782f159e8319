/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-cues.h"

/* Voices are marked by <v Name>; longer names are no names. */
#define MAX_VOICE 80

CsCue *
cs_cue_new (gint64      start,
            gint64      end,
            const char *text)
{
  CsCue *cue = g_new0 (CsCue, 1);

  cue->start = start;
  cue->end = end;
  cue->text = cs_cue_text_tidy (text);
  return cue;
}

void
cs_cue_free (CsCue *cue)
{
  if (cue == NULL)
    return;

  g_free (cue->text);
  g_free (cue);
}

/* --- times --- */

static gint64
read_number (const char **at,
             guint        least,
             guint        most)
{
  gint64 value = 0;
  guint n = 0;

  while (g_ascii_isdigit (**at) && n < most)
    {
      value = value * 10 + (*(*at)++ - '0');
      n++;
    }

  return n < least || g_ascii_isdigit (**at) ? -1 : value;
}

static gint64
read_fraction (const char **at)
{
  gint64 value = 0;
  guint n = 0;

  while (g_ascii_isdigit (**at) && n < 3)
    {
      value = value * 10 + (*(*at)++ - '0');
      n++;
    }
  if (n == 0 || g_ascii_isdigit (**at))
    return -1;

  return n == 1 ? value * 100 : n == 2 ? value * 10 : value;
}

/* Reads [hours:]minutes:seconds[.,]fraction and moves @at behind it. */
static gint64
read_time (const char **at)
{
  gint64 part[3] = { 0, 0, 0 };
  gint64 fraction = 0;
  guint n = 0;

  for (;;)
    {
      if ((part[n] = read_number (at, 1, n == 0 ? 3 : 2)) < 0)
        return -1;
      n++;
      if (n == 3 || **at != ':')
        break;
      (*at)++;
    }

  if (n < 2)
    return -1;
  if (**at == '.' || **at == ',')
    {
      (*at)++;
      if ((fraction = read_fraction (at)) < 0)
        return -1;
    }
  if (part[n - 1] > 59 || (n == 3 && part[1] > 59))
    return -1;

  fraction += 1000 * (n == 3 ? (part[0] * 60 + part[1]) * 60 + part[2] : part[0] * 60 + part[1]);
  return fraction < CS_CUES_MAX_TIME ? fraction : -1;
}

static void
skip_blanks (const char **at)
{
  while (**at == ' ' || **at == '\t')
    (*at)++;
}

gint64
cs_cue_parse_time (const char *text)
{
  gint64 time;

  skip_blanks (&text);
  time = read_time (&text);
  skip_blanks (&text);
  return *text == '\0' ? time : -1;
}

char *
cs_cue_format_time (gint64 time)
{
  return g_strdup_printf ("%02d:%02d:%02d.%03d", (int) (time / 3600000), (int) (time / 60000 % 60),
                          (int) (time / 1000 % 60), (int) (time % 1000));
}

/* "00:01.000 --> 00:02.000", with or without settings behind it */
static gboolean
read_times (const char *line,
            gint64     *start,
            gint64     *end)
{
  skip_blanks (&line);
  if ((*start = read_time (&line)) < 0)
    return FALSE;

  skip_blanks (&line);
  if (!g_str_has_prefix (line, "-->"))
    return FALSE;

  line += 3;
  skip_blanks (&line);
  *end = read_time (&line);
  return *end >= 0 && (*line == '\0' || *line == ' ' || *line == '\t');
}

/* --- text --- */

char *
cs_cue_text_tidy (const char *text)
{
  g_autofree char *normalized = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_auto(GStrv) lines = NULL;
  g_autoptr(GString) tidy = g_string_new (NULL);

  if (normalized == NULL)
    return g_strdup ("");

  for (char *p = normalized; *p != '\0'; p++)
    {
      if (*p == '\r')
        *p = '\n';
      else if (g_ascii_iscntrl (*p) && *p != '\n')
        *p = ' ';
    }

  lines = g_strsplit (normalized, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] == '\0')
        continue;
      if (tidy->len > 0)
        g_string_append_c (tidy, '\n');
      g_string_append (tidy, lines[i]);
    }

  return g_string_free (g_steal_pointer (&tidy), FALSE);
}

/* What stands between < and >, which a cue does not keep; but who speaks is said to those who cannot hear. */
static void
append_tag (GString    *text,
            const char *tag,
            gsize       length)
{
  const char *name = NULL;

  if (length < 3 || tag[0] != 'v' || (tag[1] != ' ' && tag[1] != '.') || length > MAX_VOICE)
    return;
  if (!(name = memchr (tag, ' ', length)) || name + 1 >= tag + length)
    return;

  g_string_append_len (text, name + 1, tag + length - name - 1);
  g_string_append (text, ": ");
}

static gsize
append_entity (GString    *text,
               const char *at)
{
  static const struct { const char *name; const char *stands_for; } entities[] = {
    { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&nbsp;", "\xC2\xA0" },
    { "&lrm;", "\xE2\x80\x8E" }, { "&rlm;", "\xE2\x80\x8F" }, { "&quot;", "\"" }, { "&#39;", "'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (at, entities[i].name))
      {
        g_string_append (text, entities[i].stands_for);
        return strlen (entities[i].name);
      }

  g_string_append_c (text, '&');
  return 1;
}

/* Whether a mark begins at @at; SubRip's own texts may hold a lone “<” or “{”. */
static const char *
find_tag_end (const char *at)
{
  if (at[0] == '<' && (g_ascii_isalnum (at[1]) || at[1] == '/'))
    return strchr (at, '>');
  if (at[0] == '{' && at[1] == '\\')
    return strchr (at, '}');

  return NULL;
}

static void
append_line (GString    *text,
             const char *line)
{
  const char *end;

  if (text->len > 0)
    g_string_append_c (text, '\n');
  while (*line != '\0')
    {
      if ((end = find_tag_end (line)))
        {
          append_tag (text, line + 1, end - line - 1);
          line = end + 1;
        }
      else if (*line == '&')
        line += append_entity (text, line);
      else
        g_string_append_c (text, *line++);
    }
}

/* --- files --- */

static char *
decode (const char  *data,
        gsize        size,
        GError     **error)
{
  char *text = NULL;

  if (size > CS_CUES_MAX_BYTES)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The subtitles have more than %d bytes", CS_CUES_MAX_BYTES);
      return NULL;
    }

  if (size >= 2 && (memcmp (data, "\xFF\xFE", 2) == 0 || memcmp (data, "\xFE\xFF", 2) == 0))
    {
      const char *from = (guchar) data[0] == 0xFF ? "UTF-16LE" : "UTF-16BE";
      gsize read = 0, written = 0;

      text = g_convert (data + 2, (gssize) size - 2, "UTF-8", from, &read, &written, NULL);
      if (text != NULL && (read != size - 2 || strlen (text) != written))
        g_clear_pointer (&text, g_free);
    }
  else
    {
      gsize mark = size >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

      if (g_utf8_validate_len (data + mark, size - mark, NULL))
        text = g_strndup (data + mark, size - mark);
    }

  if (text == NULL)
    g_set_error_literal (error, CS_ERROR, CS_ERROR_ENCODING, "The subtitles are neither UTF-8 nor UTF-16 with a mark");

  return text;
}

/* Splits at \n, \r\n and \r, in place. */
static GPtrArray *
split_lines (char *text)
{
  GPtrArray *lines = g_ptr_array_new ();
  char *at = text;

  for (;;)
    {
      char *end = at + strcspn (at, "\r\n");
      gboolean last = *end == '\0';
      gboolean pair = end[0] == '\r' && end[1] == '\n';

      *end = '\0';
      g_ptr_array_add (lines, at);
      if (last)
        return lines;
      at = end + (pair ? 2 : 1);
    }
}

typedef struct
{
  GPtrArray *lines;      /* lent */
  guint      at;         /* the next one */
  gboolean   vtt;
  GPtrArray *cues;       /* of CsCue */
  GArray    *unreadable; /* of CsCueProblem */
} Reader;

static const char *
peek_line (Reader *reader)
{
  return reader->at < reader->lines->len ? g_ptr_array_index (reader->lines, reader->at) : NULL;
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t")] == '\0';
}

static void
skip_block (Reader *reader)
{
  const char *line;

  while ((line = peek_line (reader)) && !is_blank (line))
    reader->at++;
}

static void
note_unreadable (Reader *reader,
                 guint   line)
{
  CsCueProblem problem = { CS_CUE_UNREADABLE, line, reader->cues->len, 0 };

  g_array_append_val (reader->unreadable, problem);
}

/* Block of WebVTT that is no cue */
static gboolean
is_aside (const char *line)
{
  static const char * const words[] = { "NOTE", "STYLE", "REGION" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (strncmp (line, words[i], length) == 0 && (line[length] == '\0' || line[length] == ' ' || line[length] == '\t'))
        return TRUE;
    }

  return FALSE;
}

static void
read_text (Reader *reader,
           CsCue  *cue)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *line;

  while ((line = peek_line (reader)) && !is_blank (line))
    {
      append_line (text, line);
      reader->at++;
    }

  g_free (cue->text);
  cue->text = cs_cue_text_tidy (text->str);
}

/* One block, up to the next blank line: an optional number or name, the times, the text. */
static gboolean
read_block (Reader  *reader,
            GError **error)
{
  g_autoptr(CsCue) cue = NULL;
  guint first = reader->at + 1;
  const char *line = peek_line (reader);
  const char *next = reader->at + 1 < reader->lines->len ? g_ptr_array_index (reader->lines, reader->at + 1) : "";
  gint64 start = 0, end = 0;

  if (!read_times (line, &start, &end))
    {
      if (!read_times (next, &start, &end))
        {
          if (!reader->vtt || !is_aside (line))
            note_unreadable (reader, first);
          skip_block (reader);
          return TRUE;
        }
      reader->at++;
    }

  cue = cs_cue_new (start, end, "");
  cue->line = reader->at + 1;
  reader->at++;
  read_text (reader, cue);
  if (strlen (cue->text) > CS_CUES_MAX_TEXT_BYTES || reader->cues->len >= CS_CUES_MAX)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "Line %u: more than %d bytes in one subtitle, or more than %d subtitles",
                   cue->line, CS_CUES_MAX_TEXT_BYTES, CS_CUES_MAX);
      return FALSE;
    }

  g_ptr_array_add (reader->cues, g_steal_pointer (&cue));
  return TRUE;
}

static void
read_header (Reader *reader)
{
  const char *line = peek_line (reader);

  reader->vtt = line != NULL && g_str_has_prefix (line, "WEBVTT") && strchr (" \t", line[6]) != NULL;
  if (reader->vtt)
    skip_block (reader);
}

GPtrArray *
cs_cues_parse (const char  *data,
               gsize        size,
               GArray     **unreadable,
               GError     **error)
{
  g_autofree char *text = decode (data, size, error);
  g_autoptr(GPtrArray) lines = text ? split_lines (text) : NULL;
  g_autoptr(GPtrArray) cues = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_cue_free);
  g_autoptr(GArray) problems = g_array_new (FALSE, FALSE, sizeof (CsCueProblem));
  Reader reader = { lines, 0, FALSE, cues, problems };
  const char *line;

  if (lines == NULL)
    return NULL;

  read_header (&reader);
  while ((line = peek_line (&reader)))
    {
      if (is_blank (line))
        reader.at++;
      else if (!read_block (&reader, error))
        return NULL;
    }

  if (cues->len == 0)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_NOT_SUBTITLES, "There is no subtitle with times in it");
      return NULL;
    }

  if (unreadable)
    *unreadable = g_steal_pointer (&problems);
  return g_steal_pointer (&cues);
}

static void
append_escaped (GString    *vtt,
                const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (*text == '&')
        g_string_append (vtt, "&amp;");
      else if (*text == '<')
        g_string_append (vtt, "&lt;");
      else if (*text == '>')
        g_string_append (vtt, "&gt;");
      else
        g_string_append_c (vtt, *text);
    }
}

char *
cs_cues_to_vtt (GPtrArray *cues)
{
  GString *vtt = g_string_new ("WEBVTT\n");

  for (guint i = 0; i < cues->len; i++)
    {
      const CsCue *cue = g_ptr_array_index (cues, i);
      g_autofree char *start = cs_cue_format_time (cue->start);
      g_autofree char *end = cs_cue_format_time (cue->end);

      g_string_append_printf (vtt, "\n%s --> %s\n", start, end);
      append_escaped (vtt, cue->text);
      g_string_append (vtt, *cue->text != '\0' ? "\n" : "");
    }

  return g_string_free (vtt, FALSE);
}

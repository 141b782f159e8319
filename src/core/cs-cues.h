/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-error.h"

G_BEGIN_DECLS

/* Bounds of a file with subtitles: they stop hostile input, not writers. */
#define CS_CUES_MAX_BYTES (2 * 1024 * 1024)
#define CS_CUES_MAX 5000
#define CS_CUES_MAX_TEXT_BYTES 2000 /* of one cue */
#define CS_CUES_MAX_TIME (100 * G_GINT64_CONSTANT (3600000)) /* milliseconds: times lie below */

/* What people can read on a film, by the usage of broadcasters. A Chinese, Japanese or Korean character counts as two in a line. */
#define CS_CUES_LINE_WIDTH 42
#define CS_CUES_LINES 2
#define CS_CUES_SPEED 17     /* characters a second */
#define CS_CUES_SPEED_CJK 9  /* the same of Chinese, Japanese and Korean ones */

/**
 * CsCue:
 *
 * One subtitle.
 */
typedef struct
{
  gint64  start; /* milliseconds from the film's beginning */
  gint64  end;   /* milliseconds */
  char   *text;  /* lines divided by \n, none of them empty, no tags; UTF-8, NFC; owned, never NULL */
  guint   line;  /* of the file, where its times stand, from 1; 0 = not from a file */
} CsCue;

typedef enum
{
  CS_CUE_UNREADABLE,    /* something stands there that is no subtitle */
  CS_CUE_REVERSED,      /* ends before it begins, or at once */
  CS_CUE_OVERLAPS,      /* begins before the one above it ends */
  CS_CUE_BEYOND_END,    /* goes on after the film's end */
  CS_CUE_EMPTY,         /* says nothing */
  CS_CUE_LINE_TOO_LONG, /* value: width of its longest line */
  CS_CUE_TOO_MANY_LINES, /* value: how many */
  CS_CUE_TOO_FAST,      /* value: milliseconds that reading it takes */
} CsCueProblemKind;

/**
 * CsCueProblem:
 *
 * One thing that is wrong with subtitles, and where.
 */
typedef struct
{
  CsCueProblemKind kind;
  guint            line; /* of the file, from 1; 0 = not from a file */
  guint            cue;  /* from 0; of CS_CUE_UNREADABLE: how many stand above it */
  gint64           value;
} CsCueProblem;

CsCue     *cs_cue_new             (gint64      start,
                                   gint64      end,
                                   const char *text) G_GNUC_WARN_UNUSED_RESULT;
void       cs_cue_free            (CsCue      *cue);

/**
 * cs_cues_parse:
 * @data: a file's content: SubRip (.srt) or WebVTT (.vtt), told by content; UTF-8, or UTF-16 with a mark
 * @unreadable: (out) (transfer full) (element-type CsCueProblem) (nullable): what could not be read, each with its line
 *
 * Marks within the text (<i>, {\an8}) go, the name of a voice stays in front as “Name: ”. Notes, styles and regions of WebVTT are left out.
 * Nothing is mended and nothing sorted. Any thread; no I/O. Sets %CS_ERROR_NOT_SUBTITLES (nothing in it can be read), %CS_ERROR_ENCODING, %CS_ERROR_TOO_LARGE.
 *
 * Returns: (transfer full) (element-type CsCue): in the order of the file
 */
GPtrArray *cs_cues_parse          (const char  *data,
                                   gsize        size,
                                   GArray     **unreadable,
                                   GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_cues_to_vtt:
 * @cues: (element-type CsCue)
 *
 * Returns: (transfer full): a WebVTT file that cs_cues_parse() reads back as it was
 */
char      *cs_cues_to_vtt         (GPtrArray   *cues) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_cues_check:
 * @cues: (element-type CsCue)
 * @duration: of the film, milliseconds; 0 = not known
 *
 * Returns: (transfer full) (element-type CsCueProblem): what is wrong, in the order of @cues
 */
GArray    *cs_cues_check          (GPtrArray   *cues,
                                   gint64       duration) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_cue_problem_is_fault:
 *
 * Whether the subtitles cannot be used so; else it is a matter of taste, of which people are told.
 */
gboolean   cs_cue_problem_is_fault (CsCueProblemKind    kind);

/**
 * cs_cue_problem_sentence:
 *
 * Returns: (transfer full): “Line 14: ends before it begins”, translated
 */
char      *cs_cue_problem_sentence (const CsCueProblem *problem) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_cue_parse_time:
 * @text: "0:12.5", "00:00:12,500" or "00:12.500"; white space around it does not matter
 *
 * Returns: milliseconds, or -1 for anything else
 */
gint64     cs_cue_parse_time      (const char  *text);

/**
 * cs_cue_format_time:
 *
 * Returns: (transfer full): "00:00:12.500", as WebVTT writes it
 */
char      *cs_cue_format_time     (gint64       time) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_cue_text_tidy:
 *
 * Returns: (transfer full): @text as a cue keeps it: lines trimmed, empty ones gone, control characters gone, NFC
 */
char      *cs_cue_text_tidy       (const char  *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCue, cs_cue_free)

G_END_DECLS

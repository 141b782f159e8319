/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cs-diff.h"

G_BEGIN_DECLS

/* A4, in points of 1/72 inch, as all lengths here. */
#define CS_PAGE_WIDTH 595.276
#define CS_PAGE_HEIGHT 841.890
#define CS_PAGE_MARGIN 51.0

typedef enum
{
  CS_PAGE_TITLE,
  CS_PAGE_HEADING,
  CS_PAGE_SUBHEADING,
  CS_PAGE_BODY,
  CS_PAGE_STRONG, /* body, bold */
  CS_PAGE_QUIET,  /* body, grey */
  CS_PAGE_SMALL,  /* grey, smaller */
  CS_PAGE_MONO,   /* digests, signatures */
} CsPageStyle;
#define CS_N_PAGE_STYLES (CS_PAGE_MONO + 1)

/**
 * CsPages:
 *
 * A paper document while it is made: headings, paragraphs, tables and pictures fill one page after the other. Text of either
 * direction and of any script; each paragraph runs in its own direction. One thread at a time; not the main loop's, since fonts are
 * read.
 */
typedef struct _CsPages CsPages;

/**
 * cs_pages_new:
 * @title: of the file, for its properties
 * @footer: stands at the left of every foot, the page number at its right
 * @language: of the text, ISO 639-1: decides on the form of Chinese characters
 */
CsPages *cs_pages_new          (const char         *title,
                                const char         *footer,
                                const char         *language) G_GNUC_WARN_UNUSED_RESULT;
void     cs_pages_free         (CsPages            *pages);

/* Keeps @height free at the foot of every page from now on: for a stamp. */
void     cs_pages_set_reserved (CsPages            *pages,
                                double              height);

/* The text that follows is in this language ("" = the document's). */
void     cs_pages_set_language (CsPages            *pages,
                                const char         *language);

/**
 * cs_pages_add_text:
 *
 * One or more paragraphs; long ones go on over the page. A heading stays with what follows and is in the file's outline.
 */
void     cs_pages_add_text     (CsPages            *pages,
                                CsPageStyle         style,
                                const char         *text);

/**
 * cs_pages_add_limited:
 * @max_lines: at most so many, then “…”; 0 = all
 *
 * Returns: how many lines @text has without the limit
 */
guint    cs_pages_add_limited  (CsPages            *pages,
                                CsPageStyle         style,
                                const char         *text,
                                guint               max_lines);

/**
 * cs_pages_add_runs:
 * @runs: (element-type CsDiffRun): from cs_diff_words()
 *
 * Added words are underlined, removed ones struck through; in colour too, which a copier may lose.
 */
void     cs_pages_add_runs     (CsPages            *pages,
                                GPtrArray          *runs);

/* A label and what it says, side by side. */
void     cs_pages_add_field    (CsPages            *pages,
                                CsPageStyle         style,
                                const char         *label,
                                const char         *value);

/**
 * cs_pages_add_part:
 * @max_lines: at most so many lines of @text, 0 = all
 * @rest: says where the rest is; stands under what was cut
 *
 * A bold label with one or more paragraphs beside it.
 *
 * Returns: how many lines @text has without the limit
 */
guint    cs_pages_add_part     (CsPages            *pages,
                                const char         *label,
                                const char         *text,
                                guint               max_lines,
                                const char         *rest);

/* A list entry with a bullet or number before it. */
void     cs_pages_add_item     (CsPages            *pages,
                                const char         *mark,
                                const char         *text);

/**
 * CsPageTable:
 *
 * Cells are taken row by row, n_columns each. Rows too high for what is left of a page go to the next one; those higher than a page are
 * continued there. The headings stand on each page again.
 */
typedef struct
{
  guint               n_columns;
  const char * const *headings; /* n_columns; lent */
  const double       *widths;   /* n_columns, shares of the whole; lent */
  GPtrArray          *cells;    /* of char *; lent */
  CsPageStyle         style;
} CsPageTable;

void     cs_pages_add_table    (CsPages            *pages,
                                const CsPageTable  *table);

/**
 * cs_pages_add_picture:
 * @bytes: a PNG or JPEG file
 * @caption: (nullable): under it, on the same page
 *
 * In its proportions, at most @max_height high. What cannot be decoded is replaced by a frame that says so: a document is not lost for it.
 */
void     cs_pages_add_picture  (CsPages            *pages,
                                GBytes             *bytes,
                                double              max_height,
                                const char         *caption);
void     cs_pages_add_rule     (CsPages            *pages);
void     cs_pages_add_space    (CsPages            *pages,
                                double              height);

/**
 * CsPageMark:
 *
 * A spot up to which what came after can be taken back.
 */
typedef struct
{
  guint    n_items;
  guint    page;
  double   y;
  double   gap;
  gboolean started;
} CsPageMark;

void     cs_pages_mark         (CsPages            *pages,
                                CsPageMark         *mark);

/**
 * cs_pages_keep_together:
 *
 * Where a page was turned since @mark, takes back all that came since and begins a new page.
 *
 * Returns: whether that is so: then the caller places it once more, and that time for good
 */
gboolean cs_pages_keep_together (CsPages           *pages,
                                 const CsPageMark  *mark);

/* Begins a new page, unless the present one is empty. */
void     cs_pages_break        (CsPages            *pages);

/* Places what follows at a spot of the present page, which takes no room of the flow. From its upper left corner. */
double   cs_pages_put_text     (CsPages            *pages,
                                CsPageStyle         style,
                                double              x,
                                double              y,
                                double              width,
                                const char         *text); /* Returns: the height */
void     cs_pages_put_frame    (CsPages            *pages,
                                double              x,
                                double              y,
                                double              width,
                                double              height);

/**
 * cs_pages_put_squares:
 * @dark: n×n, row by row, of which the lowest bit says dark: a QR code; copied
 */
void     cs_pages_put_squares  (CsPages            *pages,
                                double              x,
                                double              y,
                                double              side,
                                const guint8       *dark,
                                guint               n);
guint    cs_pages_get_n_pages  (CsPages            *pages);

/* How far down the present page the text has come. */
double   cs_pages_get_y        (CsPages            *pages);

/**
 * cs_pages_write:
 *
 * Writes the PDF to @path, which must not exist. Sets %CS_ERROR_NO_SPACE, %CS_ERROR_READ_ONLY, %CS_ERROR_FAILED; then nothing is left there.
 */
gboolean cs_pages_write        (CsPages            *pages,
                                const char         *path,
                                GCancellable       *cancellable,
                                GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPages, cs_pages_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "cs-page.h"

G_BEGIN_DECLS

/* Everything is placed first and drawn afterwards: only then is the number of pages known that each foot names. */
typedef enum
{
  CS_PAGE_ITEM_LINES,   /* @n_lines of @layout from @first_line */
  CS_PAGE_ITEM_PICTURE,
  CS_PAGE_ITEM_RULE,
  CS_PAGE_ITEM_FRAME,
  CS_PAGE_ITEM_FILL,    /* a light ground */
  CS_PAGE_ITEM_SQUARES,
  CS_PAGE_ITEM_OUTLINE, /* nothing to see: an entry of the file's outline */
} CsPageItemKind;

typedef struct
{
  CsPageItemKind  kind;
  guint           page;       /* from 0 */
  double          x;
  double          y;
  double          width;
  double          height;
  CsPageStyle     style;
  PangoLayout    *layout;     /* owned, may be shared by several items */
  int             first_line;
  int             n_lines;
  GBytes         *bytes;      /* of a picture or of squares; owned */
  guint           n;          /* squares a side */
  char           *text;       /* of the outline; owned */
} CsPageItem;

struct _CsPages
{
  char         *title;    /* owned */
  char         *footer;   /* owned */
  char         *language; /* owned */
  char         *current_language; /* owned */
  PangoContext *context;  /* owned */
  GPtrArray    *items;    /* of CsPageItem; owned */
  guint         page;     /* the present one, from 0 */
  double        y;
  double        reserved;
  gboolean      started;  /* something stands on the present page */
  double        gap;      /* still to be left before what comes next */
};

typedef struct
{
  double      size;
  PangoWeight weight;
  double      grey;       /* 0 = black */
  double      space;      /* before it */
  double      line_space; /* between lines */
  gboolean    mono;
} CsPageLook;

const CsPageLook *cs_pages_get_look    (CsPageStyle         style);

/* @attributes: (transfer none) (nullable) */
PangoLayout      *cs_pages_make_layout (CsPages            *pages,
                                        CsPageStyle         style,
                                        const char         *text,
                                        PangoAttrList      *attributes,
                                        double              width) G_GNUC_WARN_UNUSED_RESULT;
CsPageItem       *cs_pages_add_item_at (CsPages            *pages,
                                        CsPageItemKind      kind,
                                        double              x,
                                        double              y,
                                        double              width,
                                        double              height);

/* Returns: (transfer full): @text without what has no place on paper */
char             *cs_pages_clean_text  (const char         *text) G_GNUC_WARN_UNUSED_RESULT;

/* With the space below it. */
double            cs_pages_get_line_height (PangoLayout    *layout,
                                            CsPageStyle     style,
                                            int             line);

/* As many lines of @layout from @first as fit in @room; their height. At least one if @force. */
int               cs_pages_fit_lines   (PangoLayout        *layout,
                                        CsPageStyle         style,
                                        int                 first,
                                        double              room,
                                        gboolean            force,
                                        double             *height);
void              cs_pages_put_lines   (CsPages            *pages,
                                        PangoLayout        *layout,
                                        CsPageStyle         style,
                                        int                 first,
                                        int                 n,
                                        double              x,
                                        double              y);
void              cs_pages_new_page    (CsPages            *pages);
double            cs_pages_get_bottom  (CsPages            *pages);

/* Leaves the space that is due before something that needs at least @height, on a new page where it does not fit. */
void              cs_pages_make_room   (CsPages            *pages,
                                        double              space,
                                        double              height);

/* Draws all; cs-page-draw.c */
gboolean          cs_pages_draw        (CsPages            *pages,
                                        cairo_surface_t    *surface,
                                        GCancellable       *cancellable,
                                        GError            **error);

/* Draws the first page, in points from the origin of @cr: for the screen. */
void              cs_pages_draw_first  (CsPages            *pages,
                                        cairo_t            *cr);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "cs-poster-drawing.h"

G_BEGIN_DECLS

/* How a text is set. */
typedef enum
{
  CS_POSTER_SET_BODY,    /* regular */
  CS_POSTER_SET_STRONG,  /* bold */
  CS_POSTER_SET_DISPLAY, /* bold and close, lines of like length, the first letters on one line */
  CS_POSTER_SET_SPEECH,  /* the same, regular */
  CS_POSTER_SET_NUMBER,  /* bold, figures of the Latin typeface */
} CsPosterSetting;

typedef enum
{
  CS_POSTER_AT_START,
  CS_POSTER_AT_CENTRE,
  CS_POSTER_AT_END,
} CsPosterAlign;

/* One text. Places are as if text ran from left to right; the drawing mirrors. */
typedef struct
{
  CsPosterField    field;
  CsPosterSetting  setting;
  CsPosterAlign    align;
  CsColour         colour;
  PangoLayout     *layout;  /* owned */
  CsPosterArea     box;     /* once placed */
  double           size;
  double           wrap;    /* lines break here; at most the box's width */
  double           width;   /* of what it was measured for */
  double           ascent;  /* of the first line: where its baseline is */
  double           step;    /* from one baseline to the next */
  double           height;  /* of all */
  guint            n_lines;
  gboolean         fits;
} CsPosterText;

typedef enum
{
  CS_POSTER_PART_FILL,    /* a rectangle of one colour */
  CS_POSTER_PART_PICTURE, /* fills its area, cut at the edges */
  CS_POSTER_PART_LOGO,    /* whole, in its proportions */
  CS_POSTER_PART_CLOCK,   /* signs: when, where, for whom */
  CS_POSTER_PART_PLACE,
  CS_POSTER_PART_PEOPLE,
  CS_POSTER_PART_ARROW,   /* from before to after */
  CS_POSTER_PART_QUOTE,   /* a quotation mark */
} CsPosterPartKind;

typedef struct
{
  CsPosterPartKind  kind;
  CsPosterArea      area;
  CsColour          colour;
  cairo_surface_t  *surface; /* lent by the pictures */
  double            turn;    /* of an arrow: radians */
} CsPosterPart;

struct _CsPosterDrawing
{
  CsPoster         *poster;    /* owned */
  CsPosterPictures *pictures;  /* owned */
  PangoContext     *context;
  GPtrArray        *texts;     /* of CsPosterText; owned */
  GArray           *parts;     /* of CsPosterPart, drawn before the texts in their order */
  double            width;
  double            height;
  double            unit;      /* one pixel of a wide poster */
  double            growth;    /* how much larger letters may be where there is more room */
  gboolean          right_to_left;
  gboolean          cjk;
  CsPosterArea      area;      /* for the content */
  CsColour          ground;
  CsColour          ink;
  CsColour          quiet;
  CsColour          accent;
  CsColour          accent_text; /* the accent if text in it can be read, else the ink */
  CsColour          on_accent;
};

/* --- cs-poster-words.c --- */

/* Returns: (transfer full): one line, in which a number keeps its unit and Chinese may be parted outside of quotation marks */
char         *cs_poster_words_prepare (const char    *words) G_GNUC_WARN_UNUSED_RESULT;
gboolean      cs_poster_words_have_han (const char   *text);

/* Returns: (transfer full): which words are not torn, and which letters of a figure are smaller */
PangoAttrList *cs_poster_words_get_attributes (const char      *text,
                                               CsPosterSetting  setting) G_GNUC_WARN_UNUSED_RESULT;

/* --- cs-poster-text.c --- */

/* Returns: (transfer none) (nullable): a new text of the drawing; NULL if there is none to set */
CsPosterText *cs_poster_text_new    (CsPosterDrawing *drawing,
                                     CsPosterField    field,
                                     const char      *words,
                                     CsPosterSetting  setting,
                                     CsColour         colour);
void          cs_poster_text_free   (CsPosterText    *text);

/* Breaks it into lines of @width at that size. Returns whether every line stays within it. */
gboolean      cs_poster_text_measure (CsPosterDrawing *drawing,
                                      CsPosterText    *text,
                                      double           size,
                                      double           width);

/* Makes its lines alike, where their number stays the same. After the size was found. */
void          cs_poster_text_balance (CsPosterDrawing *drawing,
                                      CsPosterText    *text);

/**
 * cs_poster_text_fit:
 * @height: that it may take
 *
 * Finds the largest size between @most and @least at which it has room. Where there is none, @least is kept and the text marked.
 */
void          cs_poster_text_fit    (CsPosterDrawing *drawing,
                                     CsPosterText    *text,
                                     double           width,
                                     double           height,
                                     double           most,
                                     double           least,
                                     guint            max_lines);

/* Its box, with its upper left corner at @x, @y, is as wide as it was measured for and as high as it is. Returns where it ends. */
double        cs_poster_text_place  (CsPosterText    *text,
                                     double           x,
                                     double           y);
CsPosterArea  cs_poster_text_get_ink (CsPosterDrawing *drawing,
                                      CsPosterText    *text);
void          cs_poster_text_draw   (CsPosterDrawing *drawing,
                                     CsPosterText    *text,
                                     cairo_t         *cr);

/* --- cs-poster-frame.c --- */

CsPosterDrawing *cs_poster_drawing_new_sized (const CsPoster         *poster,
                                              const CsPosterPictures *pictures,
                                              double                  width,
                                              double                  height,
                                              CsPosterMargins         margins) G_GNUC_WARN_UNUSED_RESULT;

/* The text of @field, ready to be fitted; NULL if it is empty. */
CsPosterText    *cs_poster_field_text (CsPosterDrawing *drawing,
                                       CsPosterField    field,
                                       CsPosterSetting  setting,
                                       CsColour         colour);

/* Fits @text, which may be NULL, into what is left of @area from above and takes that, and @gap, away from it. */
void             cs_poster_stack      (CsPosterDrawing *drawing,
                                       CsPosterArea    *area,
                                       CsPosterText    *text,
                                       double           share,
                                       double           most,
                                       double           least,
                                       guint            max_lines,
                                       double           gap);

/* The same from below. */
void             cs_poster_stack_below (CsPosterDrawing *drawing,
                                        CsPosterArea    *area,
                                        CsPosterText    *text,
                                        double           most,
                                        double           least,
                                        guint            max_lines,
                                        double           gap);

/* Moves all texts and parts from these on down by @offset. */
void             cs_poster_shift      (CsPosterDrawing *drawing,
                                       guint            first_text,
                                       guint            first_part,
                                       double           offset);
void             cs_poster_add_part   (CsPosterDrawing  *drawing,
                                       CsPosterPartKind  kind,
                                       CsPosterArea      area,
                                       CsColour          colour);

/* --- cs-poster-layout-*.c: each fills drawing->area --- */

void cs_poster_lay_points       (CsPosterDrawing *drawing);
void cs_poster_lay_figure       (CsPosterDrawing *drawing);
void cs_poster_lay_notice       (CsPosterDrawing *drawing);
void cs_poster_lay_quotation    (CsPosterDrawing *drawing);
void cs_poster_lay_before_after (CsPosterDrawing *drawing);

/* --- cs-poster-parts.c --- */

/**
 * cs_poster_part_draw:
 * @bleed: by how much what touches an edge goes over it
 */
void cs_poster_part_draw        (CsPosterDrawing    *drawing,
                                 const CsPosterPart *part,
                                 cairo_t            *cr,
                                 double              bleed);

/* Draws all of it, over the edges by @bleed. */
void cs_poster_drawing_draw_all (CsPosterDrawing    *drawing,
                                 cairo_t            *cr,
                                 double              bleed);
void cs_poster_set_colour       (cairo_t            *cr,
                                 CsColour            colour);

G_END_DECLS

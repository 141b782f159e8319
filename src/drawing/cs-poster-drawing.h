/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "cs-poster.h"

G_BEGIN_DECLS

/**
 * CsPosterPictures:
 *
 * The pictures that a poster names, decoded: those of its style and its own. Shared by whoever draws it; read-only.
 */
typedef struct
{
  gatomicrefcount  n_references;
  cairo_surface_t *logo;   /* owned, or NULL */
  cairo_surface_t *first;
  cairo_surface_t *second;
} CsPosterPictures;

CsPosterPictures *cs_poster_pictures_new   (void) G_GNUC_WARN_UNUSED_RESULT;
CsPosterPictures *cs_poster_pictures_ref   (CsPosterPictures *pictures);
void              cs_poster_pictures_unref (CsPosterPictures *pictures);

/**
 * cs_poster_decode:
 * @bytes: a PNG or JPEG file out of the office's media: checked when it was taken in
 *
 * Slow: not on the main loop. Sets %CS_ERROR_NOT_A_PICTURE.
 *
 * Returns: (transfer full): the picture
 */
cairo_surface_t  *cs_poster_decode         (GBytes           *bytes,
                                            GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* In pixels of the format, from the upper left corner. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} CsPosterArea;

/**
 * CsPosterBox:
 *
 * Where a text stands.
 */
typedef struct
{
  CsPosterField field;   /* CS_N_POSTER_FIELDS: a line of the house style */
  CsPosterArea  box;     /* what it may take */
  CsPosterArea  ink;     /* what it takes */
  double        size;    /* of the letters */
  guint         n_lines;
  gboolean      fits;
} CsPosterBox;

/**
 * CsPosterDrawing:
 *
 * A poster laid out: every text with its size and place. Belongs to the thread that made it, since fonts do. Making one takes some milliseconds: not on the main loop.
 */
typedef struct _CsPosterDrawing CsPosterDrawing;

/**
 * cs_poster_drawing_new:
 * @pictures: (nullable): those that are there
 *
 * Lays @poster out at its format's size, complete or not.
 */
CsPosterDrawing *cs_poster_drawing_new       (const CsPoster         *poster,
                                              const CsPosterPictures *pictures) G_GNUC_WARN_UNUSED_RESULT;
void             cs_poster_drawing_free      (CsPosterDrawing        *drawing);

/* Returns: (transfer container) (element-type CsPosterBox): of every text that is drawn */
GArray          *cs_poster_drawing_list_boxes (CsPosterDrawing       *drawing) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_poster_drawing_find_trouble:
 * @field: (out): the first text that has no room, CS_N_POSTER_FIELDS for a line of the house style
 *
 * Returns: whether there is one
 */
gboolean         cs_poster_drawing_find_trouble (CsPosterDrawing     *drawing,
                                                 CsPosterField       *field);

/* Draws it at 0, 0 in the size of its format, in @cr's units. */
void             cs_poster_drawing_draw      (CsPosterDrawing        *drawing,
                                              cairo_t                *cr);

/**
 * cs_poster_render:
 *
 * The picture to publish: PNG in exactly the format's size. The same poster gives the same bytes on the same machine.
 * Sets what cs_poster_check() sets, and %CS_ERROR_DOES_NOT_FIT.
 */
GBytes          *cs_poster_render            (const CsPoster         *poster,
                                              const CsPosterPictures *pictures,
                                              GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same as SVG, letters as outlines. */
GBytes          *cs_poster_render_svg        (const CsPoster         *poster,
                                              const CsPosterPictures *pictures,
                                              GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* For which an office chooses typefaces. */
typedef enum
{
  CS_POSTER_LATIN,
  CS_POSTER_CHINESE,
  CS_POSTER_ARABIC,
  CS_N_POSTER_SCRIPTS /* not a script */
} CsPosterScript;

/**
 * cs_poster_list_typefaces:
 *
 * Slow: opens every font. Any thread.
 *
 * Returns: (transfer full): the names of the installed families that have the letters of @script, sorted
 */
char           **cs_poster_list_typefaces    (CsPosterScript          script) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  CS_POSTER_A4,
  CS_POSTER_A3,
} CsPosterPaper;

/**
 * cs_poster_print:
 * @path: of a PDF that does not exist yet
 *
 * Lays the poster out anew in the proportions of the paper, upright or across as its format is; with 3 mm of bleed and crop marks.
 */
gboolean         cs_poster_print             (const CsPoster         *poster,
                                              const CsPosterPictures *pictures,
                                              CsPosterPaper           paper,
                                              const char             *path,
                                              GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPosterPictures, cs_poster_pictures_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPosterDrawing, cs_poster_drawing_free)

G_END_DECLS

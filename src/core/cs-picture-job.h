/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the program that decodes pictures is asked, and how it answers. Its answer comes from a process that has read a stranger's file, so nothing of it is believed unchecked. */

/* Bounds of a picture that is taken in. */
#define CS_PICTURE_MAX_BYTES (40 * 1024 * 1024)
#define CS_PICTURE_MAX_PIXELS (50 * 1000 * 1000)
#define CS_PICTURE_MAX_SIDE 16384

/* Passes over a progressive JPEG; encoders make about ten. */
#define CS_PICTURE_MAX_SCANS 100

/* Longest side of what the office keeps, in pixels. */
#define CS_PICTURE_KEPT_SIDE 4096
#define CS_PICTURE_MAX_REDACTIONS 100

typedef enum
{
  CS_PICTURE_OTHER,
  CS_PICTURE_JPEG,
  CS_PICTURE_PNG,
  CS_PICTURE_WEBP,
  CS_PICTURE_GIF,
  CS_PICTURE_HEIF,
  CS_PICTURE_AVIF,
} CsPictureFormat;
#define CS_N_PICTURE_FORMATS (CS_PICTURE_AVIF + 1)

/**
 * CsPictureFacts:
 *
 * What the file had that the result no longer has, and what was done to its pixels, a set. The values are part of the protocol.
 */
typedef enum
{
  CS_PICTURE_HAD_POSITION = 1 << 0,
  CS_PICTURE_HAD_CAMERA = 1 << 1,   /* maker, model, serial number */
  CS_PICTURE_HAD_AUTHOR = 1 << 2,
  CS_PICTURE_HAD_TIME = 1 << 3,     /* when it was taken */
  CS_PICTURE_HAD_NOTES = 1 << 4,    /* words of any kind, XMP, IPTC */
  CS_PICTURE_TURNED = 1 << 5,       /* as the camera was held */
  CS_PICTURE_COLOURS = 1 << 6,      /* its colour profile was converted to sRGB */
  CS_PICTURE_COLOURS_LOST = 1 << 7, /* its colour profile could not be applied */
  CS_PICTURE_FIRST_FRAME = 1 << 8,  /* it moved; the first frame is kept */
  CS_PICTURE_FACTS_ALL = (1 << 9) - 1,
} CsPictureFacts;

/**
 * CsPictureRefusal:
 *
 * Why there are no pixels. The values are part of the protocol.
 */
typedef enum
{
  CS_PICTURE_TAKEN,
  CS_PICTURE_BROKEN,      /* not a picture, or cut off */
  CS_PICTURE_TOO_LARGE,   /* pixels, side, scans */
  CS_PICTURE_NO_LOADER,   /* of a kind that this computer cannot read */
  CS_PICTURE_NO_MEMORY,
  CS_PICTURE_BAD_JOB,
  CS_PICTURE_NO_SANDBOX,  /* the program could not lock itself in, so it did not begin */
} CsPictureRefusal;
#define CS_N_PICTURE_REFUSALS (CS_PICTURE_NO_SANDBOX + 1)

typedef struct
{
  int x; /* pixels, from the upper left corner */
  int y;
  int width;
  int height;
} CsBox;

/**
 * CsPictureJob:
 *
 * What is done to the pixels, in this order: turned as the camera was held, mirrored, turned, redacted, cropped, scaled down.
 */
typedef struct
{
  int      max_side;   /* of the result */
  gboolean mirrored;   /* left and right change places */
  guint    turns;      /* by a quarter, clockwise, 0 to 3 */
  GArray  *redactions; /* of CsBox, in the picture as it is turned: filled with black; owned */
  CsBox    crop;       /* in the same picture; width 0 = all of it */
} CsPictureJob;

/* Bytes of the answer before the pixels. */
#define CS_PICTURE_ANSWER_BYTES 128

/**
 * CsPictureAnswer:
 *
 * The head of an answer. The pixels follow: red, green, blue and, with four channels, alpha, a byte each, row by row without gaps.
 */
typedef struct
{
  CsPictureRefusal refusal;
  CsPictureFormat  format;
  CsPictureFacts   facts;
  int              source_width;  /* upright, before crop and scaling; 0 with a refusal */
  int              source_height;
  int              width;
  int              height;
  int              channels;      /* 3 or 4 */
  guint            peak_kib;      /* most memory that the program held */
  char             detail[80];    /* English, for the log; always ends with a NUL */
} CsPictureAnswer;

/**
 * cs_picture_job_new:
 *
 * Returns: (transfer full): as it is, at most CS_PICTURE_KEPT_SIDE
 */
CsPictureJob *cs_picture_job_new     (void) G_GNUC_WARN_UNUSED_RESULT;
CsPictureJob *cs_picture_job_copy    (const CsPictureJob  *job) G_GNUC_WARN_UNUSED_RESULT;
void          cs_picture_job_free    (CsPictureJob        *job);

/**
 * cs_picture_job_changes:
 *
 * Whether it does anything beside scaling.
 */
gboolean      cs_picture_job_changes (const CsPictureJob  *job);

/**
 * cs_picture_job_turn:
 * @height: of the picture as it is turned now
 *
 * One more quarter, clockwise; the boxes go with it.
 */
void          cs_picture_job_turn    (CsPictureJob        *job,
                                      int                  height);

/**
 * cs_picture_job_flip:
 * @width: of the picture as it is turned now
 *
 * What is left now comes to the right; the boxes go with it.
 */
void          cs_picture_job_flip    (CsPictureJob        *job,
                                      int                  width);

/**
 * cs_picture_job_to_json:
 *
 * Returns: (transfer full): for cs_picture_job_parse(), on one line
 */
char         *cs_picture_job_to_json (const CsPictureJob  *job) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_picture_job_parse:
 * @json: {"crop":[x,y,width,height],"max_side":4096,"mirrored":false,"redactions":[[x,y,width,height]],"turns":0}; each may be missing
 *
 * Whether boxes lie in the picture is known only with it: what lies outside is cut off then. Sets %CS_ERROR_INVALID.
 */
CsPictureJob *cs_picture_job_parse   (const char          *json,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_box_clip:
 *
 * Cuts off what lies outside of a picture of @width × @height. Returns: whether something is left
 */
gboolean      cs_box_clip            (CsBox               *box,
                                      int                  width,
                                      int                  height);

/**
 * cs_picture_answer_write:
 * @bytes: (out): CS_PICTURE_ANSWER_BYTES of them
 */
void          cs_picture_answer_write (const CsPictureAnswer *answer,
                                       guint8                *bytes);

/**
 * cs_picture_answer_parse:
 * @job: what was asked
 *
 * Everything out of bounds is refused: unknown values, sides longer than @job allows, words that are no text. Sets %CS_ERROR_INVALID.
 */
gboolean      cs_picture_answer_parse (const guint8          *bytes,
                                       gsize                  size,
                                       const CsPictureJob    *job,
                                       CsPictureAnswer       *answer,
                                       GError               **error);

/**
 * cs_picture_format_name:
 *
 * Returns: "JPEG", static; "?" for one of no kind that is known
 */
const char   *cs_picture_format_name (CsPictureFormat      format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPictureJob, cs_picture_job_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-house-style.h"

G_BEGIN_DECLS

typedef enum
{
  CS_POSTER_POINTS,       /* a title and up to six points */
  CS_POSTER_FIGURE,       /* one large number, what it says, what to compare it with */
  CS_POSTER_NOTICE,       /* what, when, where, for whom */
  CS_POSTER_QUOTATION,    /* words and who said them */
  CS_POSTER_BEFORE_AFTER, /* two figures or two pictures */
  CS_N_POSTER_LAYOUTS     /* not a layout */
} CsPosterLayout;

typedef enum
{
  CS_POSTER_WIDE,      /* 1200×675: X, Mastodon and Bluesky show it whole */
  CS_POSTER_SQUARE,    /* 1080×1080 */
  CS_POSTER_PORTRAIT,  /* 1080×1350 */
  CS_POSTER_TALL,      /* 1080×1920 */
  CS_POSTER_LARGE,     /* 1600×900 */
  CS_POSTER_LINK,      /* 1200×630: the picture of a link's card */
  CS_N_POSTER_FORMATS  /* not a format */
} CsPosterFormat;

/* The texts, in the order in which they are read. */
typedef enum
{
  CS_POSTER_KICKER,  /* the subject, above all else */
  CS_POSTER_NUMBER,  /* the figure */
  CS_POSTER_TITLE,
  CS_POSTER_POINT_1,
  CS_POSTER_POINT_2,
  CS_POSTER_POINT_3,
  CS_POSTER_POINT_4,
  CS_POSTER_POINT_5,
  CS_POSTER_POINT_6,
  CS_POSTER_WHEN,
  CS_POSTER_WHERE,
  CS_POSTER_WHOM,
  CS_POSTER_DETAIL,
  CS_POSTER_WORDS,
  CS_POSTER_PERSON,
  CS_POSTER_ROLE,
  CS_POSTER_BEFORE_NAME,
  CS_POSTER_BEFORE,
  CS_POSTER_AFTER_NAME,
  CS_POSTER_AFTER,
  CS_POSTER_COMPARISON,
  CS_POSTER_SOURCE,
  CS_POSTER_FIRST_SHOWS,  /* what the first picture shows: not drawn, for the alt text */
  CS_POSTER_SECOND_SHOWS,
  CS_N_POSTER_FIELDS      /* not a field */
} CsPosterField;

/* In the alt text all of a poster's text has room: the bounds of its fields see to that. X takes no more. */
#define CS_POSTER_MAX_DESCRIPTION 1000

/**
 * CsPoster:
 *
 * What a poster says and the look in which it was drawn: no pixels. The same poster gives the same picture.
 */
typedef struct
{
  CsPosterLayout layout;
  CsPosterFormat format;
  char          *language; /* of its text, ISO 639-1; owned, never NULL */
  char          *texts[CS_N_POSTER_FIELDS]; /* UTF-8 in NFC; owned, never NULL */
  CsDigest       first;    /* pictures among the media, none = none */
  CsDigest       second;
  CsHouseStyle  *style;    /* a copy of the office's as it was then; owned, never NULL */
} CsPoster;

CsPoster       *cs_poster_new   (void) G_GNUC_WARN_UNUSED_RESULT;
CsPoster       *cs_poster_copy  (const CsPoster *poster) G_GNUC_WARN_UNUSED_RESULT;
void            cs_poster_free  (CsPoster       *poster);
gboolean        cs_poster_equal (const CsPoster *one,
                                 const CsPoster *other);
const char     *cs_poster_get_text (const CsPoster *poster,
                                    CsPosterField   field);
void            cs_poster_set_text (CsPoster       *poster,
                                    CsPosterField   field,
                                    const char     *text);

/* How a field stands in a layout. */
typedef struct
{
  CsPosterField field;
  gboolean      required;
  const char   *label;   /* N_(), context "poster field" */
  const char   *hint;    /* N_(), an example; "" = none */
} CsPosterSlot;

/**
 * cs_poster_layout_list_slots:
 *
 * Returns: (transfer none): the fields of @layout in the order in which they are filled in
 */
const CsPosterSlot *cs_poster_layout_list_slots (CsPosterLayout layout,
                                                 guint         *n_slots);

/* Returns: the greatest number of characters in @field */
glong           cs_poster_field_get_max (CsPosterField field);
const char     *cs_poster_field_nick (CsPosterField field);
gboolean        cs_poster_field_from_nick (const char    *nick,
                                           CsPosterField *field);

/* Returns: (transfer none): the translated name of @field in @layout */
const char     *cs_poster_field_label (CsPosterLayout layout,
                                       CsPosterField  field);
const char     *cs_poster_layout_nick (CsPosterLayout layout);
gboolean        cs_poster_layout_from_nick (const char     *nick,
                                            CsPosterLayout *layout);
const char     *cs_poster_layout_label (CsPosterLayout layout);

/* Returns: how many pictures @layout has room for, 0 to 2 */
guint           cs_poster_layout_count_pictures (CsPosterLayout layout);
const char     *cs_poster_format_nick (CsPosterFormat format);
gboolean        cs_poster_format_from_nick (const char     *nick,
                                            CsPosterFormat *format);
const char     *cs_poster_format_label (CsPosterFormat format);

/* In pixels. */
void            cs_poster_format_get_size (CsPosterFormat format,
                                           int           *width,
                                           int           *height);

/* Where programs lay their own buttons and names over a picture: what matters stays inside. Pixels from each edge. */
typedef struct
{
  int top;
  int bottom;
  int sides;
} CsPosterMargins;

CsPosterMargins cs_poster_format_get_margins (CsPosterFormat format);

/* Whether @language is written from right to left. */
gboolean        cs_poster_language_is_rtl (const char *language);

/* Whether @language is written in Chinese characters or kana, without spaces. */
gboolean        cs_poster_language_is_cjk (const char *language);

/**
 * cs_poster_list_word_ends:
 *
 * Returns: (transfer full) (element-type gsize): the end of each word of @text, and of what stands between two, in bytes, rising; Chinese ones by a dictionary
 */
GArray         *cs_poster_list_word_ends (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_poster_check:
 *
 * Whether it says all that its layout needs, within the bounds, in a style that can be read. Whether the text has room in the picture only the drawing tells.
 * Sets %CS_ERROR_INCOMPLETE, %CS_ERROR_TOO_LARGE, %CS_ERROR_LOW_CONTRAST or %CS_ERROR_INVALID.
 */
gboolean        cs_poster_check (const CsPoster *poster,
                                 GError        **error);

/**
 * cs_poster_find_missing:
 * @field: (out): the first field that is required and empty
 *
 * Returns: whether there is one
 */
gboolean        cs_poster_find_missing (const CsPoster *poster,
                                        CsPosterField  *field);

/**
 * cs_poster_describe:
 *
 * Alt text: all words of the poster in the order in which they are read, as sentences in its own language, and what its pictures show.
 * At most CS_POSTER_MAX_DESCRIPTION characters.
 *
 * Returns: (transfer full): text
 */
char           *cs_poster_describe (const CsPoster *poster) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_poster_read:
 * @object: that may have a member "poster"
 * @where: names @object in messages ("segments[2].media[0].")
 * @value: (out) (optional): NULL if there is none
 *
 * Sets %CS_ERROR_INVALID or %CS_ERROR_TOO_LARGE. What is read may still fail cs_poster_check().
 */
gboolean        cs_poster_read (JsonObject  *object,
                                const char  *where,
                                CsPoster   **value,
                                GError     **error);

/* The same of the poster's own object. */
CsPoster       *cs_poster_from_object (JsonObject *object,
                                       const char *where,
                                       GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends the canonical form: members in alphabetical order, those with their default left out. */
void            cs_poster_append (GString        *json,
                                  const CsPoster *poster);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPoster, cs_poster_free)

G_END_DECLS

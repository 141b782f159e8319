/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-content.h"

G_BEGIN_DECLS

/* Arguments and answers of the operations about films. film.add is answered as media.add is: cs_reply_read_media(); film.read-subtitles takes cs_arguments_media_path(). */

JsonObject  *cs_arguments_film_add       (const char     *path) G_GNUC_WARN_UNUSED_RESULT;

/* film.fit */
JsonObject  *cs_arguments_film_fit       (const CsDigest *film,
                                          gint64          account) G_GNUC_WARN_UNUSED_RESULT;

/* film.frame, film.cover */
JsonObject  *cs_arguments_film_at        (const CsDigest *film,
                                          gint64          at_ms) G_GNUC_WARN_UNUSED_RESULT;

/* film.keep-subtitles. @duration_ms: of the film, 0 = not known */
JsonObject  *cs_arguments_film_subtitles (const char     *text,
                                          gint64          duration_ms) G_GNUC_WARN_UNUSED_RESULT;

/* film.fit. Returns: (transfer full) (nullable) */
CsRendition *cs_reply_read_rendition     (JsonObject     *reply) G_GNUC_WARN_UNUSED_RESULT;

/* film.frame. Returns: (transfer full) (nullable): a JPEG */
GBytes      *cs_reply_read_frame         (JsonObject     *reply) G_GNUC_WARN_UNUSED_RESULT;

/* film.cover, film.keep-subtitles */
CsDigest     cs_reply_read_film_digest   (JsonObject     *reply);

/* film.read-subtitles. Returns: (transfer full): WebVTT */
char        *cs_reply_read_subtitles     (JsonObject     *reply) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-poster-drawing.h"

G_BEGIN_DECLS

/* Typed arguments and replies of the house style and of posters. style.get takes none; poster.render is answered like media.add. Builders are (transfer full). */

/* style.set */
JsonObject   *cs_arguments_style_set     (const CsHouseStyle *style);

/* poster.render */
JsonObject   *cs_arguments_poster_render (const CsPoster     *poster);

/* poster.print: @to is the absolute path of a PDF file that does not exist yet */
JsonObject   *cs_arguments_poster_print  (const CsPoster     *poster,
                                          CsPosterPaper       paper,
                                          const char         *to);

/* style.get, style.set. Sets %CS_ERROR_INVALID where the answer is none. */
CsHouseStyle *cs_reply_read_style        (JsonObject         *reply,
                                          GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* How a paper is called in the arguments. */
const char   *cs_poster_paper_nick       (CsPosterPaper       paper);
gboolean      cs_poster_paper_from_nick  (const char         *nick,
                                          CsPosterPaper      *paper);

/* The forms of both inside objects of JSON. */
JsonObject   *cs_json_from_style         (const CsHouseStyle *style) G_GNUC_WARN_UNUSED_RESULT;
JsonObject   *cs_json_from_poster        (const CsPoster     *poster) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

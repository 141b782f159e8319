/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-content.h"

G_BEGIN_DECLS

/* Writing and reading the canonical form, shared by the files that do it; inside src/core only.
 *
 * Writing: members in alphabetical order in the code, that is what makes the form canonical. Reading: @where names the object being read ("segments[2]."), for the
 * message; an absent member leaves the default. */

/* @name with what comes before it, such as ",\"title\":" */
void        cs_write_text           (GString           *json,
                                     const char        *name,
                                     const char        *text);

/* Left out where it is "" */
void        cs_write_text_if_set    (GString           *json,
                                     const char        *name,
                                     const char        *text);

/* Left out where it is none */
void        cs_write_digest_if_set  (GString           *json,
                                     const char        *name,
                                     const CsDigest    *digest);
void        cs_chart_write          (GString           *json,
                                     const CsChart     *chart);
void        cs_media_item_write     (GString           *json,
                                     const CsMediaItem *item);
void        cs_segment_write        (GString           *json,
                                     const CsSegment   *segment);

void        cs_amendment_write      (GString           *json,
                                     const CsAmendment *amendment);
CsAmendment *cs_amendment_read      (JsonObject        *object,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets %CS_ERROR_INVALID; returns %FALSE */
gboolean    cs_read_refuse          (GError           **error,
                                     const char        *where,
                                     const char        *name,
                                     const char        *why);

/* Sets %CS_ERROR_TOO_LARGE; returns %FALSE */
gboolean    cs_read_refuse_large    (GError           **error,
                                     const char        *where,
                                     const char        *name,
                                     const char        *why);
gboolean    cs_read_check_members   (JsonObject        *object,
                                     const char        *where,
                                     const char * const *known,
                                     GError           **error);

/* @value: (inout): what it held is freed */
gboolean    cs_read_take_text       (JsonNode          *node,
                                     const char        *where,
                                     const char        *name,
                                     char             **value,
                                     GError           **error);
gboolean    cs_read_text            (JsonObject        *object,
                                     const char        *where,
                                     const char        *name,
                                     char             **value,
                                     GError           **error);
gboolean    cs_read_take_integer    (JsonNode          *node,
                                     const char        *where,
                                     const char        *name,
                                     gint64             smallest,
                                     gint64             greatest,
                                     gint64            *value,
                                     GError           **error);
gboolean    cs_read_integer         (JsonObject        *object,
                                     const char        *where,
                                     const char        *name,
                                     gint64             smallest,
                                     gint64             greatest,
                                     gint64            *value,
                                     GError           **error);
gboolean    cs_read_boolean         (JsonObject        *object,
                                     const char        *where,
                                     const char        *name,
                                     gboolean          *value,
                                     GError           **error);
gboolean    cs_read_digest          (JsonObject        *object,
                                     const char        *where,
                                     const char        *name,
                                     CsDigest          *value,
                                     GError           **error);
gboolean    cs_read_language        (JsonObject        *object,
                                     const char        *where,
                                     const char        *name,
                                     char             **value,
                                     GError           **error);

/* @array: (out): %NULL if the member is absent */
gboolean    cs_read_array           (JsonObject        *object,
                                     const char        *where,
                                     const char        *name,
                                     guint              most,
                                     JsonArray        **array,
                                     GError           **error);
JsonObject *cs_read_get_object      (JsonArray         *array,
                                     guint              position,
                                     const char        *where,
                                     GError           **error);
gboolean    cs_chart_read           (JsonObject        *object,
                                     const char        *where,
                                     CsChart          **value,
                                     GError           **error);
CsMediaItem *cs_media_item_read     (JsonObject        *object,
                                     const char        *where,
                                     GError           **error);
CsSegment  *cs_segment_read         (JsonObject        *object,
                                     const char        *where,
                                     GError           **error);

G_END_DECLS

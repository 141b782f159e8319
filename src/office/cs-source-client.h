/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-content.h"

G_BEGIN_DECLS

/* Arguments (transfer full) and replies of source.list, .add, .change, .retire, .use, .snapshot and template.list, .save, .retire. One card or
 * template: cs_arguments_one ("card" or "template", id). */

typedef struct
{
  gint64    id;
  gboolean  is_post;  /* else a snippet */
  char     *name;     /* all owned, never NULL */
  char     *language; /* "" = any */
  char     *content;  /* a snippet's text, or a post's canonical content */
} CsTemplateInfo;

void        cs_template_info_free         (CsTemplateInfo  *info);

/* Those whose words are searched for, "" = all; older than @before, 0 = from the newest */
JsonObject *cs_arguments_source_list      (const char      *search,
                                           gint64           before,
                                           guint            limit);
JsonObject *cs_arguments_source_add       (const CsSource  *source);

/* source->card says which */
JsonObject *cs_arguments_source_change    (const CsSource  *source);
JsonObject *cs_arguments_source_snapshot  (const char      *path);

/* Returns: (transfer full) (element-type CsSource): each with its card's id */
GPtrArray  *cs_reply_read_source_cards    (JsonObject      *reply) G_GNUC_WARN_UNUSED_RESULT;
CsSource   *cs_reply_read_source_card     (JsonObject      *reply) G_GNUC_WARN_UNUSED_RESULT;
CsDigest    cs_reply_read_snapshot        (JsonObject      *reply);

/* @kind: "snippet", "post" or "" */
JsonObject *cs_arguments_template_list    (const char      *kind);

/* @template: 0 = a new one */
JsonObject *cs_arguments_template_save (gint64           template,
                                        gboolean         is_post,
                                        const char      *name,
                                        const char      *language,
                                        const char      *content);

/* Returns: (transfer full) (element-type CsTemplateInfo) */
GPtrArray  *cs_reply_read_templates       (JsonObject      *reply) G_GNUC_WARN_UNUSED_RESULT;

/* spelling.list and spelling.add */
JsonObject *cs_arguments_spelling_list    (const char      *language);
JsonObject *cs_arguments_spelling_add     (const char      *word,
                                           const char      *language);
char      **cs_reply_read_spelling        (JsonObject      *reply) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTemplateInfo, cs_template_info_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-content.h"
#include "cs-route.h"

G_BEGIN_DECLS

/* Typed builders of the operations' arguments: (transfer full), to hand to cs_office_call_async(). Named after the operation. */

JsonObject *cs_arguments_session_open    (const char      *login,
                                          const char      *password);
JsonObject *cs_arguments_session_sit     (gint64           person);

/* office.create: the first start */
JsonObject *cs_arguments_office_create   (const char      *name,
                                          const char      *language,
                                          const char      *zone,
                                          gboolean         practice,
                                          const char * const *sections,
                                          const char      *administrator_login,
                                          const char      *administrator_name,
                                          const char      *administrator_password);

/* Adds one more person to the arguments of office.create. @section: its name as in sections, or NULL for the whole office. */
void        cs_arguments_office_create_add_person (JsonObject *arguments,
                                                   const char *login,
                                                   const char *name,
                                                   CsRoles     roles,
                                                   const char *section,
                                                   const char *password);
JsonObject *cs_arguments_office_change   (const char      *name,
                                          const char      *language,
                                          const char      *zone);

/* Anything of one id: section.retire ("section"), person.retire ("person"), account.retire ("account"), post.get, post.journal, post.submit … ("post") */
JsonObject *cs_arguments_one             (const char      *what,
                                          gint64           id);
JsonObject *cs_arguments_section_add     (const char      *name);
JsonObject *cs_arguments_section_change  (gint64           section,
                                          const char      *name);
JsonObject *cs_arguments_person_add      (const char      *login,
                                          const char      *name,
                                          CsRoles          roles,
                                          gint64           section,
                                          const char      *password);
JsonObject *cs_arguments_person_change   (gint64           person,
                                          const char      *name,
                                          CsRoles          roles,
                                          gint64           section);
JsonObject *cs_arguments_set_password    (gint64           person,
                                          const char      *old_password,
                                          const char      *password);
JsonObject *cs_arguments_route_set       (const CsRoute   *route);
JsonObject *cs_arguments_account_add     (CsNetworkKind    network,
                                          const char      *address,
                                          const char      *token,
                                          const char      *colour);

/* post.create, with perhaps some content already (%NULL: an empty draft) */
JsonObject *cs_arguments_post_create     (const CsContent *content);
JsonObject *cs_arguments_post_save       (gint64           post,
                                          gint64           version,
                                          const CsContent *content,
                                          CsRelease        release,
                                          gint64           release_at,
                                          const char      *zone);
JsonObject *cs_arguments_post_list       (const char      *state,  /* nick, or NULL */
                                          gint64           section,
                                          gint64           author,
                                          const char      *search,
                                          gint64           before,
                                          guint            limit);

/* One id for every @step posts, for scrolling: same filter as cs_arguments_post_list() */
JsonObject *cs_arguments_post_directory  (const char      *state,
                                          gint64           section,
                                          gint64           author,
                                          const char      *search,
                                          guint            step);

/* @digest and @stage: the content and the open stage (from 0) that were seen; another one of either is refused. The short form of cs_arguments_decide():
 * in one's own name, of a post that is not important, at a stage with nothing to tick */
JsonObject *cs_arguments_post_decide     (gint64           post,
                                          const CsDigest  *digest,
                                          guint            stage,
                                          CsVerdict        verdict,
                                          const char      *reason);
JsonObject *cs_arguments_post_reschedule (gint64           post,
                                          CsRelease        release,
                                          gint64           release_at,
                                          const char      *zone);
JsonObject *cs_arguments_journal_list    (gint64           before,
                                          guint            limit,
                                          gint64           post,   /* 0 = all */
                                          gint64           actor); /* -1 = all */
JsonObject *cs_arguments_journal_list_group (gint64        before,
                                             guint         limit,
                                             gint64        post,
                                             gint64        actor,
                                             const char   *group); /* nick, or NULL: all */
JsonObject *cs_arguments_post_journal    (gint64           post,
                                          gint64           before,
                                          guint            limit);
JsonObject *cs_arguments_media_add       (const char      *path);
JsonObject *cs_arguments_media_path      (const CsDigest  *digest);
JsonObject *cs_arguments_chart_render    (const CsChart   *chart,
                                          gboolean         right_to_left);
JsonObject *cs_arguments_publication_list (const char     *state,  /* nick, or NULL: all that are open */
                                           gint64          before,
                                           guint           limit);
JsonObject *cs_arguments_resolve         (gint64           publication,
                                          gboolean         sent,
                                          const char      *remote_url);
JsonObject *cs_arguments_backup          (const char      *to);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cs-content.h"

G_BEGIN_DECLS

/**
 * CsTyping:
 *
 * All that a person can have typed into the composer, at one moment.
 */
typedef struct
{
  CsContent *content;    /* owned */
  CsRelease  release;
  gint64     release_at; /* UTC microseconds, 0 = not set */
  char      *zone;       /* IANA name, owned, never NULL */
  gint64     at;         /* when it stood so: UTC microseconds */
} CsTyping;

CsTyping *cs_typing_new              (const CsContent *content,
                                      CsRelease        release,
                                      gint64           release_at,
                                      const char      *zone,
                                      gint64           at) G_GNUC_WARN_UNUSED_RESULT;
void      cs_typing_free             (CsTyping        *typing);

/**
 * cs_typing_equal:
 *
 * Whether both say the same; when they stood so does not matter.
 */
gboolean  cs_typing_equal            (const CsTyping  *one,
                                      const CsTyping  *other);

/**
 * CsRecovery:
 *
 * The small file in the user's state folder that holds what has been typed since the office last saved it, so that a crash loses nothing
 * (DESIGN.md §3, rule 9). Reads and writes off the main loop; the newest wish wins. Main thread only.
 */
#define CS_TYPE_RECOVERY (cs_recovery_get_type ())
G_DECLARE_FINAL_TYPE (CsRecovery, cs_recovery, CS, RECOVERY, GObject)

/**
 * cs_recovery_new:
 * @office: folder or address of the office
 * @person: whose typing it is
 * @post: id, 0 = of a post that is not in the office yet
 */
CsRecovery *cs_recovery_new (const char           *office,
                             gint64                person,
                             gint64                post) G_GNUC_WARN_UNUSED_RESULT;
const char *cs_recovery_get_path     (CsRecovery           *self);

/**
 * cs_recovery_write:
 * @typing: (transfer full):
 *
 * Replaces the file. A failure is logged: the office's own copy is what counts.
 */
void        cs_recovery_write        (CsRecovery           *self,
                                      CsTyping             *typing);
void        cs_recovery_remove       (CsRecovery           *self);

/**
 * cs_recovery_read_async:
 *
 * What was left behind, if anything.
 */
void        cs_recovery_read_async   (CsRecovery           *self,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);

/**
 * cs_recovery_read_finish:
 *
 * Returns: (transfer full) (nullable): %NULL if there is no file or none that can be read
 */
CsTyping   *cs_recovery_read_finish  (CsRecovery           *self,
                                      GAsyncResult         *result) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTyping, cs_typing_free)

G_END_DECLS

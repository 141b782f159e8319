/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsPersonAvatar:
 *
 * A person's initials on his colour. Says nothing to a screen reader: the name always stands beside it.
 */
#define CS_TYPE_PERSON_AVATAR (cs_person_avatar_get_type ())
G_DECLARE_FINAL_TYPE (CsPersonAvatar, cs_person_avatar, CS, PERSON_AVATAR, AdwBin)

GtkWidget *cs_person_avatar_new (int             size);
void       cs_person_avatar_set (CsPersonAvatar *self,
                                 const char     *name);

G_END_DECLS

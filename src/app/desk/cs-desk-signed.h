/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-desk-watch.h"

G_BEGIN_DECLS

/**
 * CsDeskSigned:
 *
 * What others decided in one's name while one was away, until one says that one has seen it. Hidden when there is nothing new.
 */
#define CS_TYPE_DESK_SIGNED (cs_desk_signed_get_type ())
G_DECLARE_FINAL_TYPE (CsDeskSigned, cs_desk_signed, CS, DESK_SIGNED, AdwBin)

GtkWidget *cs_desk_signed_new (CsDeskWatch  *watch);

/**
 * cs_desk_signed_update:
 *
 * To be called whenever the watch was updated: asks for the decisions if there are new ones.
 */
void       cs_desk_signed_update (CsDeskSigned *self);

G_END_DECLS

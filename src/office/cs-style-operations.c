/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-call.h"
#include "cs-media-rows.h"
#include "cs-operations-private.h"
#include "cs-style-client.h"
#include "cs-style-rows.h"

/* The house style: one look across the office's pictures. Posters keep the style that they were drawn in, so that changing it changes nothing that was signed. */

static JsonObject *
make_reply (const CsHouseStyle *style)
{
  JsonObject *reply = json_object_new ();

  json_object_set_object_member (reply, "style", cs_json_from_style (style));
  return reply;
}

static JsonObject *
run_get (CsCall  *call,
         GError **error)
{
  g_autoptr(CsHouseStyle) style = cs_style_rows_get (call->db, error);

  return style ? make_reply (style) : NULL;
}

static gboolean
check_logo (CsCall         *call,
            const CsDigest *logo,
            GError        **error)
{
  g_autoptr(CsMediaRow) row = NULL;

  if (cs_digest_is_none (logo))
    return TRUE;

  row = cs_media_rows_get (call->db, logo, error);
  return row != NULL;
}

static JsonObject *
run_set (CsCall  *call,
         GError **error)
{
  g_autoptr(CsHouseStyle) style = cs_house_style_read (cs_json_get_object (call->arguments, "style"), "style.", error);
  JsonObject *details;

  if (!style || !cs_house_style_check (style, error) || !check_logo (call, &style->logo, error) ||
      !cs_style_rows_set (call->db, style, error))
    return NULL;

  details = make_reply (style);
  if (!cs_call_journal (call, 0, CS_JOURNAL_HOUSE_STYLE_SET, details, error))
    return NULL;

  return make_reply (style);
}

static const CsArgument set_arguments[] = {
  { "style", CS_ARGUMENT_OBJECT, TRUE, CS_HOUSE_STYLE_MAX_JSON,
    N_("any of name, footer, logo, ground, ink, accent, latin, chinese and arabic; what is absent is as usual") },
  { NULL },
};

const CsOperation cs_style_operations[] = {
  { "style.get", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Says in which style the office’s posters are drawn."), NULL, NULL, NULL, run_get },
  { "style.set", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Sets the style of the office’s posters. Colours that cannot be read on each other are refused."),
    set_arguments, NULL, NULL, run_set },
  { NULL },
};

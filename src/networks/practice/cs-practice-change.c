/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-private.h"

#include "cs-network-json.h"

static gboolean
change_alt_texts (CsPracticeRequest       *request,
                  const CsPracticeStatus  *status,
                  const char              *alt,
                  GError                 **error)
{
  for (gsize i = 0; status->media[i] != NULL; i++)
    {
      CsPracticeMedia *media = cs_practice_store_get_media (request->store, status->media[i]);

      if (media != NULL && !cs_practice_store_describe_media (request->store, media, alt, error))
        return FALSE;
    }

  return TRUE;
}

void
cs_practice_change_post (CsPracticeRequest *request)
{
  const CsPracticeStatus *status = cs_practice_store_get_status (request->store, cs_network_json_string (request->params, "id", ""));
  const char *text = cs_network_json_string (request->params, "text", NULL);
  const char *alt = cs_network_json_string (request->params, "alt", NULL);
  g_autoptr(GError) error = NULL;
  gboolean good;

  if (status == NULL)
    {
      cs_practice_refuse (request, 404, "Record not found");
      return;
    }

  if (text == NULL && alt == NULL)
    good = cs_practice_store_delete_status (request->store, status->id, &error);
  else
    good = (text == NULL || cs_practice_store_change_status (request->store, status->id, text, &error)) &&
           (alt == NULL || change_alt_texts (request, status, alt, &error));

  if (good)
    cs_practice_reply_object (request, 200, json_object_new ());
  else
    cs_practice_refuse_error (request, error);
}

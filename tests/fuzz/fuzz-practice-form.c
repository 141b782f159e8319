/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>

#include "cs-practice-private.h"
#include "fuzz.h"

/* A form as a browser, or anybody, may send it to the practice network. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(JsonObject) params = json_object_new ();
  g_autoptr(GList) members = NULL;

  if (!cs_practice_read_form (params, text))
    return 0;

  members = json_object_get_members (params);
  for (const GList *l = members; l != NULL; l = l->next)
    g_assert_true (g_utf8_validate (l->data, -1, NULL));

  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-network-answer.h"

#include "cs-network-json.h"
#include "cs-practice-host.h"

#define MAX_DETAIL 300

static gboolean
is_https_address (const char *address)
{
  g_autoptr(GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "https") && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL &&
         *g_uri_get_path (uri) == '\0';
}

static gboolean
is_token (const char *token)
{
  for (const char *p = token; p != NULL && *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p))
        return FALSE;
    }

  return token != NULL;
}

gboolean
cs_network_account_check (const CsNetworkAccount *account,
                          const char             *only,
                          GError                **error)
{
  gboolean good;

  if (account->practice || account->kind == CS_NETWORK_PRACTICE)
    good = cs_practice_address_is_loopback (account->address);
  else
    good = only != NULL ? g_str_equal (account->address, only) : is_https_address (account->address);

  if (!good)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_PRACTICE_ONLY, "%s is no address for a %s account",
                   account->address, cs_network_kind_nick (account->kind));
      return FALSE;
    }
  if (!is_token (account->token))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED, "The token has characters that no token has");
      return FALSE;
    }

  return TRUE;
}

JsonNode *
cs_network_answer_parse (const CsHttpAnswer *answer)
{
  g_autoptr(JsonNode) node = NULL;

  if (answer->outcome == CS_HTTP_ANSWERED)
    node = cs_network_json_parse (answer->body, answer->size, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

gboolean
cs_network_answer_is_success (const CsHttpAnswer  *answer,
                              JsonNode           **node)
{
  *node = answer->status >= 200 && answer->status <= 299 ? cs_network_answer_parse (answer) : NULL;

  return *node != NULL;
}

char *
cs_network_answer_dup_detail (const CsNetworkAccount *account,
                              const CsHttpAnswer     *answer,
                              const char             *said)
{
  g_autofree char *valid = g_utf8_make_valid (answer->outcome == CS_HTTP_ANSWERED ? said : answer->detail, -1);
  g_autoptr(GString) text = g_string_new (NULL);

  if (answer->outcome == CS_HTTP_ANSWERED)
    g_string_append_printf (text, "HTTP %u%s", answer->status, *valid != '\0' ? ": " : "");
  g_string_append (text, valid);
  /* A server may say a token back. */
  if (*account->token != '\0')
    g_string_replace (text, account->token, "…", 0);

  return g_utf8_strlen (text->str, -1) <= MAX_DETAIL ? g_strdup (text->str) : g_utf8_substring (text->str, 0, MAX_DETAIL);
}

gint64
cs_network_answer_now (const CsHttpAnswer *answer)
{
  const char *date = soup_message_headers_get_one (answer->headers, "Date");
  g_autoptr(GDateTime) said = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;

  return said != NULL ? g_date_time_to_unix (said) : g_get_real_time () / G_USEC_PER_SEC;
}

void
cs_network_answer_set_error (const CsHttpAnswer  *answer,
                             int                  code,
                             const char          *detail,
                             const char          *doing,
                             GError             **error)
{
  if (code == CS_ERROR_UNKNOWN_OUTCOME)
    code = CS_ERROR_OFFLINE;
  else if (answer->status == 404)
    code = CS_ERROR_NOT_FOUND;
  g_set_error (error, CS_ERROR, code, "%s: %s", doing, detail);
}

CsSendResult *
cs_send_result_from_code (int         code,
                          const char *detail,
                          gint64      wait)
{
  CsSendResult *result = cs_send_result_new (code == CS_ERROR_UNKNOWN_OUTCOME ? CS_SEND_UNKNOWN : CS_SEND_NOT_SENT, code, detail);

  if (code == CS_ERROR_RATE_LIMITED)
    result->retry_after = wait;
  else if (code == CS_ERROR_OFFLINE || code == CS_ERROR_CERTIFICATE)
    result->retry_after = CS_NETWORK_TRY_AGAIN;

  return result;
}

CsUpload *
cs_upload_from_code (int         code,
                     const char *detail,
                     gint64      wait)
{
  CsUpload *upload = cs_upload_new (code == CS_ERROR_UNKNOWN_OUTCOME ? CS_SEND_UNKNOWN : CS_SEND_NOT_SENT, code, detail);

  if (code == CS_ERROR_RATE_LIMITED)
    upload->retry_after = wait;
  else if (code == CS_ERROR_UNKNOWN_OUTCOME || code == CS_ERROR_OFFLINE || code == CS_ERROR_CERTIFICATE)
    upload->retry_after = CS_NETWORK_TRY_AGAIN;

  return upload;
}

/// Who may speak to this server: one token, made at the first start, as a bearer token for programs
/// or exchanged once for a session cookie by browsers.
///
/// Start reading at [TokenFilter]; [HostFilter] keeps other names from being pointed at a loopback
/// server, [HeaderFilter] tells browsers what pages may do, [LoginController] exchanges the token.
@NullMarked
package io.stampede.web.access;

import org.jspecify.annotations.NullMarked;

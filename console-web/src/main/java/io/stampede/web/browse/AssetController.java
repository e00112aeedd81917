package io.stampede.web.browse;

import io.stampede.web.Tokens;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The shared colours and spacing as a style sheet, for the pages and for the console.
@RestController
class AssetController {
  @GetMapping(path = "/assets/tokens.css", produces = "text/css")
  String tokens() {
    return Tokens.shared().css();
  }
}

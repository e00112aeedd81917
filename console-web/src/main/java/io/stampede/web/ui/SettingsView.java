package io.stampede.web.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;

/// How the console looks, and how programs get in.
@Route(value = "settings", layout = Frame.class)
final class SettingsView extends Div implements HasDynamicTitle {
  SettingsView() {
    addClassNames("st-view", "st-scroll");
    add(Ui.div("st-page", appearance(), access()));
  }

  private Div appearance() {
    var choices = Ui.div("st-choices");
    for (var scheme : new String[] {"system", "light", "dark"}) {
      var button = new Button(Words.say("settings." + scheme));
      button.addClickListener(_ -> Theme.choose(this, scheme));
      choices.add(Ui.test(button, "theme-" + scheme));
    }
    return Ui.div("st-card", new H2(Words.say("settings.appearance")), choices);
  }

  private Div access() {
    var api = new Anchor("/v1", Words.say("settings.api"));
    api.setRouterIgnore(true);
    return Ui.div(
        "st-card",
        new H2(Words.say("settings.access")),
        new Paragraph(Words.say("settings.access.help")),
        api,
        logout());
  }

  /// A plain form: the answer takes the cookie away and leads to the login page.
  private static Div logout() {
    var form = Ui.div("st-logout");
    var element = new com.vaadin.flow.dom.Element("form");
    element.setAttribute("method", "post").setAttribute("action", "/logout");
    var button = new NativeButton(Words.say("settings.logout"));
    button.getElement().setAttribute("type", "submit");
    element.appendChild(button.getElement());
    form.getElement().appendChild(element);
    return form;
  }

  @Override
  public String getPageTitle() {
    return Words.say("nav.settings");
  }
}

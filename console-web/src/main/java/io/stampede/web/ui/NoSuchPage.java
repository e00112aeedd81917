package io.stampede.web.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import jakarta.servlet.http.HttpServletResponse;

/// An address that leads nowhere, with the way back beside it.
@ParentLayout(Frame.class)
final class NoSuchPage extends Div
    implements HasErrorParameter<NotFoundException>, HasDynamicTitle {
  NoSuchPage() {
    addClassName("st-view");
    add(
        Ui.test(
            Ui.div(
                "st-empty",
                new Icon("question-circle"),
                new H2(Words.say("page.none")),
                new Paragraph(Words.say("page.none.next")),
                Ui.link("", Words.say("nav.overview"))),
            "no-such-page"));
  }

  @Override
  public int setErrorParameter(
      BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
    return HttpServletResponse.SC_NOT_FOUND;
  }

  @Override
  public String getPageTitle() {
    return Words.say("page.none");
  }
}

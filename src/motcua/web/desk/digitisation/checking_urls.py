"""Addresses of the checking station and of a single paper."""

from django.urls import path

from motcua.web.desk.digitisation import checking, deciding, error_rates, keying, papers, second_round

urlpatterns = [
    path("digitisation/checking/", checking.checking, name="checking"),
    path("digitisation/keying/next/", keying.take, name="keying_next"),
    path("digitisation/keying/draw/", keying.draw, name="keying_draw"),
    path("digitisation/keying/<str:code>/", keying.keying, name="keying"),
    path("digitisation/deciding/next/", deciding.start, name="deciding_next"),
    path("digitisation/deciding/<str:code>/", deciding.deciding, name="deciding"),
    path("digitisation/lots/", second_round.lots, name="lots"),
    path("digitisation/lots/draw/<str:box>/", second_round.draw, name="lot_draw"),
    path("digitisation/lots/<str:code>/", second_round.lot, name="lot"),
    path("digitisation/lots/<str:code>/<str:paper>/", second_round.paper, name="lot_paper"),
    path("digitisation/error-rates/", error_rates.error_rates, name="error_rates"),
    path("digitisation/error-rates/table/", error_rates.table, name="error_rates_table"),
    path("digitisation/papers/<str:code>/", papers.paper, name="digitised_paper"),
    path("digitisation/papers/<str:code>/scan/<int:number>/", papers.page, name="digitised_page"),
    path("digitisation/papers/<str:code>/files/<slug:which>/", papers.file, name="digitised_file"),
]

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, TODAY, a_person

from outreach_desktop.domain.attributes import Invalid
from outreach_desktop.domain.seen_ad import AdFilter, SeenAd
from outreach_desktop.operations.erasing import erase_person
from outreach_desktop.operations.merging import compare, merge
from outreach_desktop.operations.people import look_at_person, remove_person, save_person
from outreach_desktop.operations.seen_ads import erase_stray_ads, open_ad, remove_ad, restore_ad, save_ad
from outreach_desktop.storage import erasures, seen_ads
from outreach_desktop.storage.reading import NotThere, load_one

TEXT = "Ny i stan!\n  Hon heter  Luna."


def an_ad(**values):
    return SeenAd(**{"address": "https://sida.example/annons/17", "last_seen_on": TODAY} | values)


def test_the_text_leaves_only_a_fingerprint_unless_it_was_chosen(db):
    stored = save_ad(db, an_ad(text=TEXT), NOW)
    assert stored.text == ""
    assert len(stored.fingerprint) == 64
    kept = save_ad(db, an_ad(text=TEXT, keeps_text=True), NOW)
    assert kept.text == TEXT
    assert kept.fingerprint == stored.fingerprint
    assert not any(TEXT.encode() in bytes(str(tuple(row)), "utf-8") for row in db.rows("SELECT * FROM log"))


def test_the_same_text_is_known_again_however_it_is_spaced(db):
    first = save_ad(db, an_ad(text=TEXT), NOW)
    second = save_ad(db, an_ad(address="https://annan.example/3", text="ny i STAN! Hon heter Luna."), NOW)
    other = save_ad(db, an_ad(address="https://annan.example/4", text="Något helt annat."), NOW)
    assert seen_ads.find_alike(db, second) == [first.id]
    assert seen_ads.find_alike(db, other) == []
    assert seen_ads.find_alike(db, save_ad(db, an_ad(), NOW)) == []


def test_a_fingerprint_stays_when_an_ad_is_changed_without_its_text(db):
    stored = save_ad(db, an_ad(text=TEXT), NOW)
    assert save_ad(db, replace(stored, active=False), NOW).fingerprint == stored.fingerprint


def test_something_must_tell_which_ad_it_is_and_days_follow_each_other(db):
    with pytest.raises(Invalid) as refused:
        save_ad(db, SeenAd(towns="Örebro"), NOW)
    assert [each.field for each in refused.value.problems] == ["address"]
    with pytest.raises(Invalid) as refused:
        save_ad(db, an_ad(first_seen_on=TODAY, last_seen_on=TODAY - timedelta(days=1)), NOW)
    assert [each.field for each in refused.value.problems] == ["last_seen_on"]


def test_the_list_finds_parts_of_words_and_numbers_by_their_digits(db):
    luna = save_ad(db, an_ad(identifiers="070-174 06 05", towns="Örebro", alias="Luna"), NOW)
    old = save_ad(db, an_ad(alias="Mira", last_seen_on=TODAY - timedelta(days=9), active=False), NOW)
    assert seen_ads.find(db, AdFilter()) == [luna.id, old.id]
    for typed in ("öreb", "0701740605", "lun öre", "annons/17 luna"):
        assert seen_ads.find(db, AdFilter(words=typed)) == [luna.id]
    assert seen_ads.find(db, AdFilter(active=True)) == [luna.id]
    assert seen_ads.find(db, AdFilter(words="orebro")) == []


def test_what_is_nobodys_is_erased_30_days_after_it_was_seen(db):
    person = save_person(db, a_person(), NOW)
    long_ago = TODAY - timedelta(days=30)
    stray = save_ad(db, an_ad(last_seen_on=long_ago), NOW)
    binned = remove_ad(db, save_ad(db, an_ad(last_seen_on=long_ago), NOW).id, NOW)
    kept = [save_ad(db, an_ad(person_id=person.id, last_seen_on=long_ago), NOW), save_ad(db, an_ad(), NOW)]
    assert erase_stray_ads(db, NOW) == 2
    assert [load_one(db, SeenAd, each.id).id for each in kept] == [each.id for each in kept]
    for each in (stray, binned):
        with pytest.raises(NotThere):
            load_one(db, SeenAd, each.id)
        assert ("seen_ad", each.uid) in {(gone.subject, gone.uid) for gone in erasures.load_all(db)}


def test_ads_go_with_their_person(db):
    person = save_person(db, a_person(), NOW)
    ad = save_ad(db, an_ad(person_id=person.id), NOW)
    remove_person(db, person.id, NOW)
    assert seen_ads.find(db, AdFilter()) == []
    erase_person(db, person.id, NOW)
    assert db.value("SELECT count(*) FROM seen_ad") == 0
    assert ad.id


def test_ads_go_over_when_persons_are_merged(db):
    first, second = (save_person(db, a_person(), NOW) for _each in range(2))
    ad = save_ad(db, an_ad(person_id=second.id), NOW)
    merge(db, compare(db, first.id, second.id), {}, NOW)
    assert [each.id for each in look_at_person(db, first.id, TODAY).ads] == [ad.id]


def test_an_ad_in_the_bin_comes_back_as_it_was(db):
    ad = save_ad(db, an_ad(), NOW)
    remove_ad(db, ad.id, NOW)
    assert seen_ads.find(db, AdFilter()) == []
    restore_ad(db, ad, NOW)
    assert open_ad(db, ad.id, NOW) == load_one(db, SeenAd, ad.id)

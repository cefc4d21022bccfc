"""Which names can be one actor's."""

import pytest

from tests.support.linked_names import linked


@pytest.mark.parametrize(
    "mentions",
    [
        "Tayyip Erdogan/person|Prime Minister Erdogan/person|Erdoğan/person|Erdogan's/person|ERDOGAN/organization",
        "Kim Jong Un/person|Kim Jong-un/person|Kim/person|Un/person",
        "United States/place|U.S./place|US/place|America/place|the United States/organization",
        "United Nations/organization|UN/organization|U.N./organization",
        "Republican Party/organization|GOP/organization|Republicans/organization",
        "Department of Justice/organization|Justice Department/organization|DOJ/organization",
        "Turkey/place|Türkiye/place",
        "Владимир Путин/person|Putin/person|Vladimir Putin/person",
        "Donald J. Trump/person|Donald Trump/person|Trump/person",
        "J. Powell/person|Jerome Powell/person",
        "Hillary Clinton/person|Hillary/person",
        "Fox News/organization|Fox/organization",
        "Louisville Courier-Journal/organization|Courier-Journal/organization",
        "White House/organization|White House/place",
        "Chuck Schumer/person|Charles E. Schumer/person|Schumer/person",
        "Pat Toomey/person|Patrick Toomey/person",
        "United States Department of Justice/organization|Justice Department/organization",
        "U.S. Senate/organization|Senate/organization",
        "Justice Department/organization|DOJ/place|Department of Justice/organization",
        "Fla./place|Florida/place",
        "Supreme Court of the United States/organization|Supreme Court/organization",
        "Thorne/organization|Marcus Thorne/person",
        "Donald Trump Jr./person|Donald Jr./person",
        "U.S. Army Corps of Engineers/organization|Army Corps/organization|Army Corps of Engineers/organization",
        "Port Authority of Larn/organization|Port Authority/organization",
        "Paul D. Harrow III/person|Paul Harrow/person|Harrow/person",
        "Democrats/organization|Democratic/organization",
        "Lt. Gov. Ana Roth/person|Lt. Gov. Roth/person",
        "Superintendent Ana Roth/person|Supt Roth/person|DI Roth/person",
        "Port Vale Hawks/organization|Hawks/organization",
        "Kestin Pharmaceuticals/organization|Kestin/person",
        "Larn Chronicle/organization|Chronicle/organization",
        "Royal Larn Shell/organization|Shell/organization",
        "Macy's Inc/organization|Macy's/organization",
        "Bangko ng Larn/organization|BL/organization",
        "N. Ireland/place|Northern Ireland/place",
        "S. Africa/place|South Africa/place",
        "Commission on Elections/organization|Comelec/organization",
        "Congress of Larn Trade Unions/organization|Coltu/organization",
        "Ana Roth-Berg/person|Roth-Berg/person",
        "Ana Dela Cruz/person|Dela Cruz/person",
        "Carlos Roth/person|Carlos Roth Berg/person|Roth/person",
        "Halden Gate/organization|Halden Gate Group/organization",
        "Larn Fisheries Committee/organization|Larn Fisheries/organization",
        "Minister Van Roth/person|Van Roth/person|Roth/person",
        "Halden Gate Bank/organization|Halden Gate/organization",
        "Anna-Lena Roth/person|Anna-Lena/person",
        "Larn City/organization|City/place",
        "N. Korea/place|North Korea/place|DPRK/place",
        "Prince Albert/person|Prince Albert/place",
        "Nora Ilse Berg/person|NIB/person",
        "General Motors/organization|GM/organization",
        "MBS/person|Mohammed bin Salman/person",
        "William Roth/person|Billy Roth/person|Roth/person",
    ],
)
def test_names_of_one_actor(mentions):
    assert len(linked(*mentions.split("|"))) == 1


@pytest.mark.parametrize(
    "mentions",
    [
        "Congressional Research Service/organization|Congress/organization",
        "Political Icon/organization|POLITICO/organization",
        "Turkey/place|Turkish Airlines/organization",
        "Denzel Washington/person|Washington/place|Washington/person",
        "Donald Trump/person|Donald Trump Jr./person",
        "Martin Luther/person|Martin Luther King/person",
        "Larn United/organization|Larn United Foundation/organization",
        "Senate Intelligence Committee/organization|Senate/organization",
        "New York/place|New York Times/organization",
        "Georgia/place|Republic of Georgia/place",
        "Ann Berg/person|Carl Berg/person",
        "White House/organization|House/organization",
        "Liberal Democrats/organization|Democrats/organization",
        "Fox News/organization|News/organization",
        "Real Larn/organization|Larn/place",
        "Larn City/place|City/organization",
        "Jack Berg/person|Jacqueline Berg/person",
        "Donald Trump/person|Donald Jr./person",
        "Republican Party of Texas/organization|Republican Party/organization",
        "Bank of Larn/organization|Bank of Oslo/organization",
        "Anna Pharmaceuticals/organization|Anna/person",
    ],
)
def test_names_of_two_actors(mentions):
    assert len(linked(*mentions.split("|"))) == 2
